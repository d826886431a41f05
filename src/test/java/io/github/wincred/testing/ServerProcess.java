package io.github.wincred.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, which ends with the test. What it prints goes to a file. */
public final class ServerProcess implements AutoCloseable {

    private static final int SECONDS_TO_START = 120;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a server and does not wait. */
    public static ServerProcess start(Path folder, Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), log);
    }

    /** Waits until somebody listens on a port of this machine. */
    public ServerProcess listening(int port) throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS_TO_START * 10; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return this;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(100);
            }
        }
        throw new AssertionError("nobody listens on port " + port + ":\n" + log());
    }

    /** Waits until a line with this text is printed. */
    public ServerProcess printed(String text) throws IOException, InterruptedException {
        for (int i = 0; i < SECONDS_TO_START * 10; i++) {
            if (log().contains(text)) {
                return this;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("'" + text + "' was not printed:\n" + log());
    }

    /** Waits for the server to end by itself, and gives its status. */
    public int ended() throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS_TO_START, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end:\n" + log());
        }
        return process.exitValue();
    }

    /** Stops it as the system does, so that it may clear up. */
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        ended();
    }

    /** What it has printed so far. */
    public String log() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the server and all that it started. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
