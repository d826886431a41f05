/**
 * Prompts that Windows does not show: {@link io.github.wincred.prompt.local.StoringPrompter} does everything but the asking, which a
 * {@link io.github.wincred.prompt.local.PromptSurface} does: a console or a dialog. {@code java.desktop} is needed only for the dialog.
 */
@NullMarked
package io.github.wincred.prompt.local;

import org.jspecify.annotations.NullMarked;
