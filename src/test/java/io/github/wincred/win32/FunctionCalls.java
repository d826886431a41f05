package io.github.wincred.win32;

import io.github.wincred.credential.Credential;
import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialFilter;
import io.github.wincred.credential.CredentialKey;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.Secret;
import io.github.wincred.credential.TargetInformation;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.marshal.UserNameTarget;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRequest;
import io.github.wincred.prompt.WindowsPromptRequest;
import io.github.wincred.testing.RealStore;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One call of each function of wincred.h, that says whether there was a result. */
final class FunctionCalls {

    static final String NAME = RealStore.PREFIX + "/report";

    private FunctionCalls() {}

    /** A call that gives whether there was a result. */
    interface Call {
        boolean on(CredentialStore store, OptionalCalls calls);
    }

    static void write(CredentialStore store) {
        try (Credential credential = Credential.generic(NAME)
                .userName("bob")
                .secret(Secret.ofUtf16Le("geheim".toCharArray()))
                .build()) {
            store.write(credential);
        }
    }

    /** The functions that every Windows has. */
    static Map<String, Call> core() {
        Map<String, Call> core = new LinkedHashMap<>();
        core.put("CredWriteW", (store, calls) -> {
            write(store);
            return true;
        });
        core.put(
                "CredReadW",
                (store, calls) ->
                        found(store.find(CredentialKey.generic(NAME)).stream().toList()));
        core.put("CredEnumerateW", (store, calls) -> found(store.listWithSecrets(CredentialFilter.startingWith(NAME))));
        core.put("CredGetSessionTypes", (store, calls) -> !store.sessionTypes().isEmpty());
        core.put("CredDeleteW", (store, calls) -> {
            write(store);
            boolean deleted = store.delete(CredentialKey.generic(NAME));
            write(store);
            return deleted;
        });
        return core;
    }

    private static boolean found(List<Credential> credentials) {
        credentials.forEach(Credential::close);
        return !credentials.isEmpty();
    }

    /** The functions that a system may lack. */
    static Map<OptionalFunction, Call> optional() {
        Map<OptionalFunction, Call> all = new EnumMap<>(OptionalFunction.class);
        all.putAll(storeFunctions());
        all.putAll(textFunctions());
        all.putAll(promptFunctions());
        return all;
    }

    private static Map<OptionalFunction, Call> storeFunctions() {
        TargetInformation target = TargetInformation.builder()
                .dnsServerName("files.wincred.example")
                .build();
        return Map.of(
                OptionalFunction.CRED_RENAME,
                (store, calls) -> {
                    try {
                        new WindowsFunctions(calls).credRename(CredentialKey.generic(NAME), NAME + "2");
                        return false;
                    } catch (CredentialException documented) {
                        return documented.windowsCode() == 50;
                    }
                },
                OptionalFunction.CRED_FIND_BEST_CREDENTIAL,
                (store, calls) -> found(new WindowsFunctions(calls)
                        .findBestCredential(NAME).stream().toList()),
                OptionalFunction.CRED_GET_TARGET_INFO,
                (store, calls) -> domain(calls).targetInformation("files").isPresent(),
                OptionalFunction.CRED_READ_DOMAIN_CREDENTIALS,
                (store, calls) -> found(domain(calls).read(target)),
                OptionalFunction.CRED_WRITE_DOMAIN_CREDENTIALS,
                (store, calls) -> {
                    domain(calls)
                            .write(
                                    target,
                                    Credential.builder(new CredentialKey(
                                                    CredentialType.DOMAIN_PASSWORD, "files.wincred.example"))
                                            .userName("CORP\\bob")
                                            .build());
                    return true;
                });
    }

    private static DomainCredentials domain(OptionalCalls calls) {
        return new WindowsDomainCredentials(calls, ThisWindows.store(new WindowsStoreOptions(true, false)));
    }

    private static Map<OptionalFunction, Call> textFunctions() {
        char[] text = "0geheim".toCharArray();
        Call marshal = (store, calls) -> !new WindowsFunctions(calls)
                .marshalCredential(new UserNameTarget("bob"))
                .isEmpty();
        return Map.of(
                OptionalFunction.CRED_MARSHAL_CREDENTIAL,
                marshal,
                // Frees what the other one returned.
                OptionalFunction.CRED_FREE,
                marshal,
                OptionalFunction.CRED_UNMARSHAL_CREDENTIAL,
                (store, calls) -> new WindowsFunctions(calls).unmarshalCredential("@@CKAAAAAhBAbAkGAjBQZAA")
                        instanceof UserNameTarget,
                OptionalFunction.CRED_IS_MARSHALED_CREDENTIAL,
                (store, calls) -> new WindowsFunctions(calls).isMarshaledCredential("@@CKAAAAAhBAbAkGAjBQZAA"),
                OptionalFunction.CRED_PROTECT,
                (store, calls) -> new WindowsFunctions(calls).protect(true, text).length > 0,
                OptionalFunction.CRED_UNPROTECT,
                (store, calls) -> new WindowsFunctions(calls).unprotect(true, text).length > 0,
                OptionalFunction.CRED_PROTECT_EX,
                (store, calls) -> new WindowsFunctions(calls).protectEx(Set.of(ProtectFlag.AS_SELF), text).length > 0,
                OptionalFunction.CRED_UNPROTECT_EX,
                (store, calls) ->
                        new WindowsFunctions(calls).unprotectEx(Set.of(UnprotectFlag.AS_SELF), text).length > 0,
                OptionalFunction.CRED_IS_PROTECTED,
                (store, calls) -> new WindowsFunctions(calls).protectionOf(text).code() == 0,
                OptionalFunction.CREDUI_PARSE_USER_NAME,
                (store, calls) -> new WindowsFunctions(calls)
                        .parseUserName("CORP\\bob")
                        .user()
                        .equals("bob"));
    }

    private static Map<OptionalFunction, Call> promptFunctions() {
        char[] password = "geheim".toCharArray();
        PromptFlag[] flags = {PromptFlag.GENERIC_CREDENTIALS, PromptFlag.EXCLUDE_CERTIFICATES};
        Call prompt = (store, calls) -> prompted(calls, false, flags);
        Call sso = (store, calls) ->
                new WindowsFunctions(calls).readSingleSignOnUser(null).isPresent();
        Call modern = (store, calls) -> new WindowsFunctions(calls)
                .promptForWindowsCredentials(WindowsPromptRequest.of("m", "c"))
                .isPresent();
        Map<OptionalFunction, Call> all = new EnumMap<>(OptionalFunction.class);
        all.put(OptionalFunction.CREDUI_PROMPT_FOR_CREDENTIALS, prompt);
        all.put(
                OptionalFunction.CREDUI_CMD_LINE_PROMPT_FOR_CREDENTIALS,
                (store, calls) -> prompted(calls, true, flags));
        all.put(OptionalFunction.CREDUI_PROMPT_FOR_WINDOWS_CREDENTIALS, modern);
        all.put(OptionalFunction.CO_TASK_MEM_FREE, modern);
        all.put(OptionalFunction.CREDUI_CONFIRM_CREDENTIALS, (store, calls) -> {
            new WindowsPrompter(calls, false).confirm("wincred-test/never-asked", false);
            return true;
        });
        all.put(OptionalFunction.CREDUI_READ_SSO_CRED, sso);
        all.put(OptionalFunction.LOCAL_FREE, sso);
        all.put(OptionalFunction.CREDUI_STORE_SSO_CRED, (store, calls) -> {
            new WindowsFunctions(calls).storeSingleSignOn(null, "bob", password, false);
            return true;
        });
        Call pack = (store, calls) -> {
            try (Secret packed = new WindowsFunctions(calls).packAuthenticationBuffer(Set.of(), "bob", password)) {
                new WindowsFunctions(calls)
                        .unpackAuthenticationBuffer(Set.of(), packed)
                        .close();
                return true;
            }
        };
        all.put(OptionalFunction.CRED_PACK_AUTHENTICATION_BUFFER, pack);
        all.put(OptionalFunction.CRED_UNPACK_AUTHENTICATION_BUFFER, pack);
        return all;
    }

    /** Under Wine the stored credential is the answer, and no window opens. */
    private static boolean prompted(OptionalCalls calls, boolean commandLine, PromptFlag... flags) {
        new WindowsPrompter(calls, commandLine)
                .prompt(PromptRequest.builder(NAME).flags(flags).build())
                .close();
        return true;
    }
}
