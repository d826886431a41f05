package io.github.wincred.acceptance;

/** With secrets in the vault. */
class HeapDumpIT implements HeapDumpContract {

    @Override
    public String[] options() {
        return new String[] {"-Dwincred.store=vault"};
    }
}
