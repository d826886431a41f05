package io.github.wincred.cookbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

public class Tls {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("serve")) {
            try (SSLServerSocket server =
                    (SSLServerSocket) SSLServerSocketFactory.getDefault().createServerSocket(port)) {
                server.setNeedClientAuth(true);
                System.out.println("listening");
                try (SSLSocket client = (SSLSocket) server.accept()) {
                    String peer = client.getSession().getPeerPrincipal().getName();
                    client.getOutputStream().write(("good day, " + peer + "\n").getBytes(UTF_8));
                }
            }
        } else {
            try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket("localhost", port)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                System.out.println(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine());
            }
        }
    }
}
