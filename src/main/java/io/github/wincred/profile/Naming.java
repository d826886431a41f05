package io.github.wincred.profile;

import io.github.wincred.credential.CaseFolding;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How a program forms a TargetName from a service and a user, and what a TargetName says about both. */
interface Naming {

    /** The TargetName that a program writes for a service and a user. */
    String target(String service, String user);

    /** The TargetName that may belong to any user of the service; the UserName says to which. */
    default Optional<String> shared(String service) {
        return Optional.empty();
    }

    /**
     * The TargetName for a new credential.
     *
     * @param isTaken whether the {@linkplain #shared shared} TargetName is in use
     */
    default String fresh(String service, String user, boolean isTaken) {
        return target(service, user);
    }

    /** Whether the program asks for the {@linkplain #shared shared} TargetName before the user's own. */
    default boolean prefersShared() {
        return false;
    }

    /** What all TargetNames of the program begin with. */
    default String prefix() {
        return "";
    }

    /** The service that a TargetName names if it belongs to this user; empty if the program would not have written it. */
    Optional<String> service(String target, Optional<String> user);

    /** The user that a TargetName names, as far as it can be told without the UserName. */
    Optional<String> user(String target);

    /**
     * How the program matches other services if it does not find a service by its own name, the closest match first: each predicate takes the
     * service that is looked for and one that is stored.
     */
    default List<BiPredicate<String, String>> resemblances() {
        return List.of();
    }

    /**
     * Why a service cannot be named.
     *
     * @return empty if it can
     */
    default Optional<String> objection(String service) {
        return Optional.empty();
    }

    /** The service is the TargetName, and only the UserName names the user. */
    Naming VERBATIM = new Naming() {
        @Override
        public String target(String service, String user) {
            return service;
        }

        @Override
        public Optional<String> shared(String service) {
            return Optional.of(service);
        }

        @Override
        public Optional<String> service(String target, Optional<String> user) {
            return Optional.of(target);
        }

        @Override
        public Optional<String> user(String target) {
            return Optional.empty();
        }
    };

    /** The service, a delimiter, the user. Without the UserName the last delimiter counts. */
    static Naming serviceFirst(String delimiter) {
        return new Naming() {
            @Override
            public String target(String service, String user) {
                return service + delimiter + user;
            }

            @Override
            public Optional<String> service(String target, Optional<String> user) {
                return user.filter(name -> endsWith(target, delimiter + name))
                        .map(name -> target.substring(0, target.length() - name.length() - delimiter.length()));
            }

            @Override
            public Optional<String> user(String target) {
                int at = target.lastIndexOf(delimiter);
                return at < 0 ? Optional.empty() : Optional.of(target.substring(at + delimiter.length()));
            }
        };
    }

    /** The user, a dot, the service. Without the UserName the first dot counts. */
    Naming USER_DOT_SERVICE = new Naming() {
        @Override
        public String target(String service, String user) {
            return user + "." + service;
        }

        @Override
        public Optional<String> service(String target, Optional<String> user) {
            return user.filter(name -> CaseFolding.startsWith(target, name + "."))
                    .map(name -> target.substring(name.length() + 1));
        }

        @Override
        public Optional<String> user(String target) {
            int at = target.indexOf('.');
            return at < 0 ? Optional.empty() : Optional.of(target.substring(0, at));
        }
    };

    /** The service for its first user, and the user, {@code @}, the service for further ones. */
    Naming USER_AT_SERVICE = new Naming() {
        @Override
        public String target(String service, String user) {
            return user + "@" + service;
        }

        @Override
        public Optional<String> shared(String service) {
            return Optional.of(service);
        }

        @Override
        public String fresh(String service, String user, boolean isTaken) {
            return isTaken ? target(service, user) : service;
        }

        @Override
        public boolean prefersShared() {
            return true;
        }

        @Override
        public Optional<String> service(String target, Optional<String> user) {
            return user.map(
                    name -> CaseFolding.startsWith(target, name + "@") ? target.substring(name.length() + 1) : target);
        }

        @Override
        public Optional<String> user(String target) {
            int at = target.lastIndexOf('@');
            return at < 0 ? Optional.empty() : Optional.of(target.substring(0, at));
        }
    };

    private static boolean endsWith(String target, String ending) {
        return target.length() >= ending.length()
                && CaseFolding.equal(target.substring(target.length() - ending.length()), ending);
    }
}
