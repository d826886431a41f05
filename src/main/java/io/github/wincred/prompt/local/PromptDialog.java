package io.github.wincred.prompt.local;

import io.github.wincred.credential.Secret;
import io.github.wincred.prompt.PromptResult;
import java.awt.BorderLayout;
import java.awt.Dialog;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import org.jspecify.annotations.Nullable;

/** The dialog of {@link SwingSurface}. Used only on the event dispatch thread. */
final class PromptDialog {

    private static final int FIELD_COLUMNS = 28;
    private static final int MESSAGE_COLUMNS = 40;

    private final PromptForm form;
    private final JDialog dialog;
    private final JTextField userName;
    private final PasswordDocument passwordDocument = new PasswordDocument();
    private final JPasswordField password = new JPasswordField(passwordDocument, "", FIELD_COLUMNS);
    private final JCheckBox save = new JCheckBox("Remember my credentials");
    private boolean accepted;

    PromptDialog(@Nullable Window owner, PromptForm form) {
        this.form = form;
        dialog = new JDialog(owner, form.caption(), Dialog.ModalityType.APPLICATION_MODAL);
        userName = new JTextField(form.userName(), FIELD_COLUMNS);
        userName.setEditable(!form.userNameFixed());
        save.setMnemonic(KeyEvent.VK_R);
        save.setSelected(form.save());
        build();
    }

    /** Shows the dialog until it is answered, and wipes the password field. */
    PromptResult ask() {
        try {
            form.password().flatMap(Secret::toUtf16LeText).ifPresent(passwordDocument::setText);
            dialog.setVisible(true);
            return accepted ? entered() : new PromptResult.Cancelled();
        } finally {
            dialog.dispose();
            passwordDocument.wipe();
        }
    }

    /** Closes the dialog; unless it was accepted, as if the person had cancelled. */
    void close() {
        dialog.setVisible(false);
    }

    private PromptResult entered() {
        char[] typed = password.getPassword();
        try {
            return new PromptResult.Entered(
                    userName.getText(), Secret.ofUtf16Le(typed), form.asksToSave() ? save.isSelected() : form.save());
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private void build() {
        JPanel content = new JPanel(new BorderLayout(0, 12));
        content.setBorder(BorderFactory.createEmptyBorder(16, 16, 12, 16));
        content.add(texts(), BorderLayout.NORTH);
        content.add(fields(), BorderLayout.CENTER);
        content.add(buttons(), BorderLayout.SOUTH);
        dialog.setContentPane(content);
        dialog.getRootPane()
                .registerKeyboardAction(
                        event -> close(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        dialog.getAccessibleContext()
                .setAccessibleDescription(
                        form.problem().map(problem -> problem + " ").orElse("") + form.message());
        dialog.pack();
        dialog.setLocationRelativeTo(dialog.getOwner());
        boolean nameGiven = !form.userName().isEmpty();
        (nameGiven ? password : userName).requestFocusInWindow();
    }

    private JComponent texts() {
        JPanel texts = new JPanel(new BorderLayout(0, 8));
        texts.add(text(form.message()), BorderLayout.CENTER);
        form.problem().ifPresent(problem -> {
            JTextArea area = text(problem);
            area.setFont(area.getFont().deriveFont(Font.BOLD));
            texts.add(area, BorderLayout.NORTH);
        });
        return texts;
    }

    /** A text area, because a label would treat a message that begins with a tag as HTML. */
    private static JTextArea text(String text) {
        JTextArea area = new JTextArea(text);
        area.setColumns(MESSAGE_COLUMNS);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setEditable(false);
        area.setFocusable(false);
        area.setOpaque(false);
        area.setFont(new JLabel().getFont());
        // A wrapped text knows its height only once it knows its width.
        area.setSize(area.getPreferredSize().width, Short.MAX_VALUE);
        return area;
    }

    private JComponent fields() {
        JPanel fields = new JPanel(new GridBagLayout());
        addField(fields, 0, label("User name:", KeyEvent.VK_U, userName), userName);
        addField(fields, 1, label("Password:", KeyEvent.VK_P, password), password);
        if (form.asksToSave()) {
            addField(fields, 2, null, save);
        }
        return fields;
    }

    private static JLabel label(String text, int mnemonic, JComponent field) {
        JLabel label = new JLabel(text);
        label.setDisplayedMnemonic(mnemonic);
        label.setLabelFor(field);
        return label;
    }

    private static void addField(JPanel fields, int row, @Nullable JLabel label, JComponent field) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridy = row;
        place.insets = new Insets(3, 0, 3, 8);
        place.anchor = GridBagConstraints.LINE_START;
        if (label != null) {
            fields.add(label, place);
        }
        place.gridx = 1;
        place.weightx = 1;
        place.fill = GridBagConstraints.HORIZONTAL;
        place.insets = new Insets(3, 0, 3, 0);
        fields.add(field, place);
    }

    private JComponent buttons() {
        JButton ok = new JButton("OK");
        ok.addActionListener(event -> {
            accepted = true;
            close();
        });
        JButton cancel = new JButton("Cancel");
        cancel.addActionListener(event -> close());
        dialog.getRootPane().setDefaultButton(ok);
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 8, 0));
        buttons.add(ok);
        buttons.add(cancel);
        return buttons;
    }
}
