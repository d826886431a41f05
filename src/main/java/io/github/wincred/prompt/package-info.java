/**
 * Asking a person for a user name and password: what {@code CredUIPromptForCredentials}, {@code CredUICmdLinePromptForCredentials} and
 * {@code CredUIConfirmCredentials} do, on every system.
 *
 * <p>Start from {@link io.github.wincred.prompt.CredentialPrompter}. {@link io.github.wincred.prompt.PromptRules} decides which requests are legal,
 * for every prompter, including that of Windows. Parameters, return values and fields are non-null unless marked {@code @Nullable}.
 */
@NullMarked
package io.github.wincred.prompt;

import org.jspecify.annotations.NullMarked;
