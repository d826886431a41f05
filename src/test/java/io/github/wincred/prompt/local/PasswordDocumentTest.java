package io.github.wincred.prompt.local;

import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.text.Segment;
import org.junit.jupiter.api.Test;

/** What holds the password while it is typed. */
class PasswordDocumentTest {

    private final PasswordDocument document = new PasswordDocument();

    @Test
    void textBeyondTheLimit_isCutOff() throws Exception {
        document.insertString(0, "a".repeat(200), null);
        document.insertString(100, "b".repeat(200), null);
        document.insertString(0, "c", null);

        assertThat(document.getText(0, document.getLength()))
                .isEqualTo("a".repeat(100) + "b".repeat(56) + "a".repeat(100));
    }

    @Test
    void wipedDocument_holdsZeros() throws Exception {
        char[] text = "geheim".toCharArray();
        document.setText(text);
        assertThat(document.getText(0, 6)).isEqualTo("geheim");
        assertThat(text).containsOnly('\0');

        document.wipe();

        assertThat(document.getText(0, 6)).isEqualTo("\0".repeat(6));
    }

    @Test
    void deletedCharacters_areNotKeptForAnUndo() throws Exception {
        document.setText("geheim".toCharArray());
        document.addUndoableEditListener(event -> event.getEdit().undo());

        document.remove(0, 6);

        assertThat(document.getLength()).isZero();
    }

    @Test
    void textWithAnInsertionInTheMiddle_isReadWithoutACopyThatStays() throws Exception {
        document.setText("gem".toCharArray());
        document.insertString(2, "hei", null);
        Segment text = new Segment();

        document.getText(0, 6, text);
        assertThat(text).hasToString("geheim");
        document.wipe();

        assertThat(text).hasToString("\0".repeat(6));
    }
}
