package io.github.wincred.acceptance;

class KeytoolWindowsIT implements KeytoolContract {

    @Override
    public String[] options() {
        return new String[0];
    }
}
