package io.github.wincred.win32;

/**
 * The core functions of {@code wincred.h} as the DLL offers them: same arguments, same meaning, BOOL as an int that is 0 for failure.
 *
 * <p>Callers hold {@link JvmLock#MONITOR} (R52) and ask {@link #lastError()} on the same thread directly after a call that returned 0; after
 * any other result the last error means nothing (R53). Addresses are those of the caller's memory, names are UTF-16LE with a terminator, flags
 * of later Windows versions pass through.
 */
interface CredApi {

    /** {@code CredReadW}; on success {@code credential} receives the address of a block that the caller frees. */
    int credRead(long targetName, int type, int flags, long credential);

    /** {@code CredWriteW}. */
    int credWrite(long credential, int flags);

    /** {@code CredDeleteW}. */
    int credDelete(long targetName, int type, int flags);

    /** {@code CredEnumerateW}; {@code filter} may be 0. On success {@code credentials} receives the address of one block. */
    int credEnumerate(long filter, int flags, long count, long credentials);

    /** {@code CredGetSessionTypes}. */
    int credGetSessionTypes(int maximumPersistCount, long maximumPersist);

    /** {@code CredFree}: once for each block, on the address that the function returned. */
    void credFree(long buffer);

    /** The time as the functions stamp it on what they write: {@code GetSystemTimeAsFileTime}. */
    void systemTime(long fileTime);

    /** The error code of this thread's last call that failed; 0 if the system set none. */
    int lastError();
}
