package io.github.wincred.benchmarks.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;

/** A program that waits for work: the Java worker or the C worker. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private WorkerProcess(Process process) {
        this.process = process;
        commands = process.outputWriter();
        answers = process.inputReader();
    }

    static WorkerProcess start(ProcessBuilder program, String names) throws IOException {
        WorkerProcess worker = new WorkerProcess(program.start());
        worker.run("names " + names);
        return worker;
    }

    /** How long the work took, in nanoseconds, or whatever else the command asks for. */
    double run(String command) throws IOException {
        send(command);
        return answer(command);
    }

    void send(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    double answer(String command) throws IOException {
        String answer = answers.readLine();
        try {
            return Double.parseDouble(String.valueOf(answer));
        } catch (NumberFormatException e) {
            throw new IOException("'" + command + "' was answered with: " + answer, e);
        }
    }

    /** The number of the process in this machine; that of a Windows program too. */
    long pid() {
        return process.pid();
    }

    /** Ends the program, which stops at the end of its input. */
    @Override
    public void close() throws IOException {
        commands.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
