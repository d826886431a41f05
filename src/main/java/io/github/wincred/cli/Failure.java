package io.github.wincred.cli;

/** The command could not do what was asked; its message goes to the user, and its status to whoever started the command. */
final class Failure extends Exception {

    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int NOT_FOUND = 3;

    private static final long serialVersionUID = 1L;

    private final int status;

    Failure(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
