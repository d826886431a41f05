/**
 * Prompts that Windows does not show: {@link io.github.wincred.prompt.local.StoringPrompter} does everything but the asking, which is a
 * {@link io.github.wincred.prompt.local.PromptSurface}'s: a console or a dialog. {@code java.desktop} is needed for the dialog alone.
 */
@NullMarked
package io.github.wincred.prompt.local;

import org.jspecify.annotations.NullMarked;
