/**
 * Asking a person for a user name and password: what {@code CredUIPromptForCredentials}, {@code CredUICmdLinePromptForCredentials} and
 * {@code CredUIConfirmCredentials} do, on every system.
 *
 * <p>Start from {@link io.github.wincred.prompt.CredentialPrompter}. {@link io.github.wincred.prompt.PromptRules} decides which requests are
 * legal, for every prompter, the one of Windows included; {@link io.github.wincred.prompt.StoringPrompter} does everything but the asking, which
 * is a {@link io.github.wincred.prompt.PromptSurface}'s: a console or a dialog. Service floor: this package imports {@code credential} and the
 * JDK; {@code java.desktop} is needed for the dialog alone. Parameters, return values and fields are non-null unless marked {@code @Nullable}.
 */
@NullMarked
package io.github.wincred.prompt;

import org.jspecify.annotations.NullMarked;
