import io.github.wincred.WinCred;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.MarshaledCredential;
import io.github.wincred.marshal.UserNameTarget;
import java.util.HexFormat;

/** Turns references to credentials into the text that functions of Windows take in place of a user name, and back. */
public class MarshalingExample {

    public static void main(String[] arguments) {
        String thumbprint = "000102030405060708090a0b0c0d0e0f10111213";
        String certificate = WinCred.marshal(CertificateReference.of(HexFormat.of().parseHex(thumbprint)));
        String user = WinCred.marshal(new UserNameTarget("CORP\\bob"));

        for (String text : new String[] {certificate, user, "CORP\\bob", "@@CIAAAA"}) {
            System.out.println(text + " is " + (WinCred.isMarshaled(text) ? describe(WinCred.unmarshal(text)) : "no marshaled credential"));
        }
        try {
            WinCred.unmarshal("@@CIAAAA");
        } catch (CredentialException e) {
            System.out.println(e.reason() + ": " + e.getMessage());
        }
    }

    private static String describe(MarshaledCredential credential) {
        if (credential instanceof CertificateReference reference) {
            return "the certificate " + HexFormat.of().formatHex(reference.hash());
        }
        return "the credential of " + ((UserNameTarget) credential).userName();
    }
}
