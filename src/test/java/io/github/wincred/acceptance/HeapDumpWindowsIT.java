package io.github.wincred.acceptance;

/** With secrets in the Windows Credential Manager. */
class HeapDumpWindowsIT implements HeapDumpContract {

    @Override
    public String[] options() {
        return new String[0];
    }
}
