package io.github.wincred.win32;

import static io.github.wincred.win32.OptionalFunction.CRED_IS_MARSHALED_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_MARSHAL_CREDENTIAL;
import static io.github.wincred.win32.OptionalFunction.CRED_UNMARSHAL_CREDENTIAL;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.MarshalType;
import io.github.wincred.marshal.MarshaledCredential;
import io.github.wincred.marshal.UserNameTarget;

/** The system's own {@code CredMarshalCredentialW} and its two companions. */
final class MarshalCalls {

    private static final StructLayout CERTIFICATE = certificate(Bindings.get().pointerSize());

    private final OptionalCalls calls;

    MarshalCalls(OptionalCalls calls) {
        this.calls = calls;
    }

    /** {@code CERT_CREDENTIAL_INFO}. */
    static StructLayout certificate(int pointerSize) {
        return StructLayout.of("CERT_CREDENTIAL_INFO", pointerSize)
                .dword("cbSize")
                .bytes("rgbHashOfCert", CertificateReference.HASH_BYTES);
    }

    String marshal(MarshaledCredential credential) {
        if (credential instanceof CertificateReference certificate) {
            try (WipedMemory info = WipedMemory.ofBytes(CERTIFICATE.size())) {
                info.setInt(CERTIFICATE.offset("cbSize"), CERTIFICATE.size());
                info.bytes().put(CERTIFICATE.offset("rgbHashOfCert"), certificate.hash());
                return marshal(credential.type(), info);
            }
        }
        UserNameTarget target = (UserNameTarget) credential;
        // USERNAME_TARGET_CREDENTIAL_INFO is one pointer.
        try (WipedMemory name = WipedMemory.of(target.userName());
                WipedMemory info = WipedMemory.ofPointer()) {
            info.setPointer(0, name.address());
            return marshal(credential.type(), info);
        }
    }

    private String marshal(MarshalType type, WipedMemory info) {
        try (WipedMemory result = WipedMemory.ofPointer()) {
            return JvmLock.hold(() -> {
                calls.check(null, CRED_MARSHAL_CREDENTIAL, type.code(), info.address(), result.address());
                long text = OptionalCalls.result(CRED_MARSHAL_CREDENTIAL, result);
                try {
                    return NativeMemory.ofProcess().getString(text);
                } finally {
                    calls.free(text);
                }
            });
        }
    }

    MarshaledCredential unmarshal(String text) {
        try (WipedMemory input = WipedMemory.of(text);
                WipedMemory type = WipedMemory.ofBytes(4);
                WipedMemory result = WipedMemory.ofPointer()) {
            return JvmLock.hold(() -> {
                calls.check(null, CRED_UNMARSHAL_CREDENTIAL, input.address(), type.address(), result.address());
                long info = OptionalCalls.result(CRED_UNMARSHAL_CREDENTIAL, result);
                try {
                    return read(new MarshalType(type.getInt(0)), info);
                } finally {
                    calls.free(info);
                }
            });
        }
    }

    private static MarshaledCredential read(MarshalType type, long info) {
        NativeMemory memory = NativeMemory.ofProcess();
        if (type.equals(MarshalType.CERTIFICATE)) {
            return CertificateReference.of(
                    memory.getBytes(info + CERTIFICATE.offset("rgbHashOfCert"), CertificateReference.HASH_BYTES));
        }
        if (type.equals(MarshalType.USER_NAME_TARGET)) {
            return new UserNameTarget(memory.getString(memory.getPointer(info)));
        }
        throw new CredentialException(
                Reason.INVALID_PARAMETER,
                CRED_UNMARSHAL_CREDENTIAL.operation(),
                null,
                "the text is of type " + type + ", whose content this library does not know");
    }

    boolean isMarshaled(String text) {
        try (WipedMemory input = WipedMemory.of(text)) {
            return JvmLock.hold(() -> calls.call(CRED_IS_MARSHALED_CREDENTIAL, input.address()) != 0);
        }
    }
}
