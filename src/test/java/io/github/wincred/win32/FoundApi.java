package io.github.wincred.win32;

/** The store functions of a library, each looked up by its name when it is called. */
record FoundApi(String library) implements CredApi {

    private int call(String function, String shape, Object... arguments) {
        return (int) Bindings.get().find(library, function, shape).orElseThrow().call(arguments);
    }

    @Override
    public int credRead(long targetName, int type, int flags, long credential) {
        return call("CredReadW", "PIIP>I", targetName, type, flags, credential);
    }

    @Override
    public int credWrite(long credential, int flags) {
        return call("CredWriteW", "PI>I", credential, flags);
    }

    @Override
    public int credDelete(long targetName, int type, int flags) {
        return call("CredDeleteW", "PII>I", targetName, type, flags);
    }

    @Override
    public int credEnumerate(long filter, int flags, long count, long credentials) {
        return call("CredEnumerateW", "PIPP>I", filter, flags, count, credentials);
    }

    @Override
    public int credGetSessionTypes(int maximumPersistCount, long maximumPersist) {
        return call("CredGetSessionTypes", "IP>I", maximumPersistCount, maximumPersist);
    }

    @Override
    public void credFree(long buffer) {
        call("CredFree", "P>V", buffer);
    }

    @Override
    public void systemTime(long fileTime) {
        throw new UnsupportedOperationException("a function of another library");
    }

    @Override
    public int lastError() {
        return Bindings.get().lastError();
    }
}
