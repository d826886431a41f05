package io.github.wincred.win32;

import java.util.function.Consumer;

/** The functions of another {@link CredApi}, each announced by its name before it is called; whoever hears of it may throw or halt. */
final class WatchedApi implements CredApi {

    static final String READ = "CredRead";
    static final String WRITE = "CredWrite";
    static final String DELETE = "CredDelete";

    private final CredApi api;
    private final Consumer<String> watcher;

    WatchedApi(CredApi api, Consumer<String> watcher) {
        this.api = api;
        this.watcher = watcher;
    }

    @Override
    public int credRead(long targetName, int type, int flags, long credential) {
        watcher.accept(READ);
        return api.credRead(targetName, type, flags, credential);
    }

    @Override
    public int credWrite(long credential, int flags) {
        watcher.accept(WRITE);
        return api.credWrite(credential, flags);
    }

    @Override
    public int credDelete(long targetName, int type, int flags) {
        watcher.accept(DELETE);
        return api.credDelete(targetName, type, flags);
    }

    @Override
    public int credEnumerate(long filter, int flags, long count, long credentials) {
        watcher.accept("CredEnumerate");
        return api.credEnumerate(filter, flags, count, credentials);
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, long maximumPersist) {
        watcher.accept("CredGetSessionTypes");
        return api.credGetSessionTypes(maximumPersistCount, maximumPersist);
    }

    @Override
    public void credFree(long buffer) {
        api.credFree(buffer);
    }

    @Override
    public void systemTime(long fileTime) {
        api.systemTime(fileTime);
    }

    @Override
    public int lastError() {
        return api.lastError();
    }
}
