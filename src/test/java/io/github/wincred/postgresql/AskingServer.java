package io.github.wincred.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** As much of a PostgreSQL server as asks for a password in the clear (protocol 3.0) and hangs up. */
final class AskingServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final CompletableFuture<String> password = CompletableFuture.supplyAsync(this::ask);

    AskingServer() throws IOException {}

    int port() {
        return socket.getLocalPort();
    }

    /** The password that was answered. */
    String password() {
        return password.join();
    }

    private String ask() {
        try (Socket client = socket.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            in.readNBytes(in.readInt() - Integer.BYTES); // the start-up message
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.writeByte('R');
            out.writeInt(8);
            out.writeInt(3);
            out.flush();
            if (in.read() != 'p') {
                return "no password message";
            }
            byte[] message = in.readNBytes(in.readInt() - Integer.BYTES);
            return new String(message, 0, message.length - 1, UTF_8);
        } catch (IOException e) {
            return "none: " + e;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
