package io.github.wincred;

import io.github.wincred.credential.BackendStatus;
import io.github.wincred.settings.StoreChoice;

/**
 * One store, and whether the settings select it.
 *
 * @param store which store
 * @param chosen whether the present settings select it
 * @param status its state, with the reason if it cannot be used
 */
public record BackendReport(StoreChoice store, boolean chosen, BackendStatus status) {}
