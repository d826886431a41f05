package io.github.wincred.prompt.local;

import io.github.wincred.prompt.PromptRules;
import java.util.Arrays;
import javax.swing.text.AttributeSet;
import javax.swing.text.BadLocationException;
import javax.swing.text.GapContent;
import javax.swing.text.PlainDocument;
import javax.swing.text.Segment;
import javax.swing.undo.UndoableEdit;
import org.jspecify.annotations.Nullable;

/** The characters of a password field, in one array that never grows, so that it can be wiped. */
final class PasswordDocument extends PlainDocument {

    private static final long serialVersionUID = 1L;

    /** Enough that the content never moves to another array: the limit, the gap and the line end. */
    private static final int CAPACITY = 2 * PromptRules.MAX_PASSWORD_CHARS;

    private final transient WipeableContent content;

    PasswordDocument() {
        this(new WipeableContent());
    }

    private PasswordDocument(WipeableContent content) {
        super(content);
        this.content = content;
    }

    /** Inserts as much as fits. */
    @Override
    public void insertString(int offset, @Nullable String text, @Nullable AttributeSet attributes)
            throws BadLocationException {
        if (text != null) {
            int room = PromptRules.MAX_PASSWORD_CHARS - getLength();
            super.insertString(offset, text.substring(0, Math.min(room, text.length())), attributes);
        }
    }

    /** Replaces the text and wipes the array. */
    void setText(char[] text) {
        try {
            remove(0, getLength());
            // One character at a time: a string of the whole password could not be wiped.
            for (char character : text) {
                insertString(getLength(), String.valueOf(character), null);
            }
        } catch (BadLocationException e) {
            throw new IllegalStateException("the end of a document is in it", e);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    /** Overwrites the characters, also those that were deleted. The document cannot be used afterwards. */
    void wipe() {
        content.wipe();
    }

    private static final class WipeableContent extends GapContent {

        private static final long serialVersionUID = 1L;

        WipeableContent() {
            super(CAPACITY);
        }

        /** Without the inherited undo record, which holds the removed text as a string. */
        @Override
        public @Nullable UndoableEdit remove(int where, int count) throws BadLocationException {
            if (where < 0 || count < 0 || where + count >= length()) {
                throw new BadLocationException("not in the document", where);
            }
            replace(where, count, new char[0], 0);
            return null;
        }

        /** Moves the gap to the end first, because the inherited method copies characters on both sides of it to an array of its own. */
        @Override
        public void getChars(int where, int count, Segment target) throws BadLocationException {
            shiftGap(length());
            super.getChars(where, count, target);
        }

        void wipe() {
            Arrays.fill((char[]) getArray(), '\0');
        }
    }
}
