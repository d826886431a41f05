package io.github.wincred.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The names of Docker: the service is the URL of a registry, and is the TargetName as it was written; Docker itself writes
 * {@code https://index.docker.io/v1/}. Other spellings of the URL find it too, as in docker-credential-wincred; it is written and deleted only by its
 * own.
 */
final class DockerNaming implements Naming {

    private static final String SEPARATOR = "://";
    private static final Set<String> SCHEMES = Set.of("", "https", "http");

    @Override
    public String target(String service, String user) {
        return VERBATIM.target(service, user);
    }

    @Override
    public Optional<String> shared(String service) {
        return VERBATIM.shared(service);
    }

    @Override
    public Optional<String> service(String target, Optional<String> user) {
        return VERBATIM.service(target, user);
    }

    @Override
    public Optional<String> user(String target) {
        return VERBATIM.user(target);
    }

    /** URLs equal except for the query; then those without scheme, port or path; last, unlike Docker, those equal except for a final slash. */
    @Override
    public List<BiPredicate<String, String>> resemblances() {
        return List.of(
                of(Url::equals),
                of((asked, stored) -> asked.completedBy(stored).equals(stored)),
                of((asked, stored) -> asked.completedBy(stored).withSlash().equals(stored.withSlash())));
    }

    private static BiPredicate<String, String> of(BiPredicate<Url, Url> resemblance) {
        return (asked, stored) -> {
            Optional<Url> one = Url.parse(asked);
            Optional<Url> other = Url.parse(stored);
            return one.isPresent() && other.isPresent() && resemblance.test(one.get(), other.get());
        };
    }

    /** The URL of a registry without its query; members that are absent are empty. */
    private record Url(String scheme, String host, String port, String path) {

        static Optional<Url> parse(String text) {
            int separator = text.indexOf(SEPARATOR);
            String scheme = separator < 0 ? "" : text.substring(0, separator).toLowerCase(Locale.ROOT);
            String rest = text;
            if (separator >= 0) {
                rest = text.substring(separator + SEPARATOR.length());
            } else if (text.startsWith("//")) {
                rest = text.substring(2);
            }
            int query = rest.indexOf('?');
            String named = query < 0 ? rest : rest.substring(0, query);
            int slash = named.indexOf('/');
            String authority = slash < 0 ? named : named.substring(0, slash);
            // The colons within the brackets of an IPv6 address do not precede a port.
            int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
            String host = colon < 0 ? authority : authority.substring(0, colon);
            return host.isEmpty() || !SCHEMES.contains(scheme)
                    ? Optional.empty()
                    : Optional.of(new Url(
                            scheme,
                            host,
                            colon < 0 ? "" : authority.substring(colon + 1),
                            slash < 0 ? "" : named.substring(slash)));
        }

        /** This URL with the members that it lacks taken from another. */
        Url completedBy(Url other) {
            return new Url(
                    scheme.isEmpty() ? other.scheme : scheme,
                    host,
                    port.isEmpty() ? other.port : port,
                    path.isEmpty() ? other.path : path);
        }

        Url withSlash() {
            return path.endsWith("/") ? this : new Url(scheme, host, port, path + "/");
        }
    }
}
