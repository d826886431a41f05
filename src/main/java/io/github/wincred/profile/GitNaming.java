package io.github.wincred.profile;

import io.github.wincred.credential.CaseFolding;
import java.util.Optional;

/** The names of git: {@code git:PROTOCOL://USER@HOST[:PORT][/PATH]}, with or without the user. The service is the name without prefix and user. */
final class GitNaming implements Naming {

    private static final String PREFIX = "git:";
    private static final String SEPARATOR = "://";

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public String target(String service, String user) {
        int host = service.indexOf(SEPARATOR) + SEPARATOR.length();
        return PREFIX + service.substring(0, host) + user + "@" + service.substring(host);
    }

    /** What Git Credential Manager writes for the first account of a host. */
    @Override
    public Optional<String> shared(String service) {
        return Optional.of(PREFIX + service);
    }

    @Override
    public Optional<String> service(String target, Optional<String> user) {
        int host = host(target);
        if (host < 0) {
            return Optional.empty();
        }
        String rest = target.substring(host);
        int skipped = user.filter(name -> CaseFolding.startsWith(rest, name + "@"))
                .map(name -> name.length() + 1)
                .orElseGet(() -> authority(rest).lastIndexOf('@') + 1);
        return Optional.of(target.substring(PREFIX.length(), host) + rest.substring(skipped));
    }

    @Override
    public Optional<String> user(String target) {
        int host = host(target);
        if (host < 0) {
            return Optional.empty();
        }
        String authority = authority(target.substring(host));
        int at = authority.lastIndexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(authority.substring(0, at));
    }

    @Override
    public Optional<String> objection(String service) {
        int host = service.indexOf(SEPARATOR);
        if (host <= 0 || host + SEPARATOR.length() == service.length()) {
            return Optional.of("'" + service + "' is not of the form PROTOCOL://HOST or PROTOCOL://HOST/PATH");
        }
        return authority(service.substring(host + SEPARATOR.length())).indexOf('@') < 0
                ? Optional.empty()
                : Optional.of("'" + service + "' names a user; give it beside the service");
    }

    /** Where the user or host begins in a TargetName; negative if there is none. */
    private static int host(String target) {
        int separator = target.indexOf(SEPARATOR);
        return CaseFolding.startsWith(target, PREFIX) && separator > PREFIX.length()
                ? separator + SEPARATOR.length()
                : -1;
    }

    private static String authority(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
