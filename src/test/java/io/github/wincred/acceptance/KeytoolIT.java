package io.github.wincred.acceptance;

class KeytoolIT implements KeytoolContract {

    @Override
    public String[] options() {
        return new String[] {"-Dwincred.store=vault"};
    }
}
