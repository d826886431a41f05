package io.github.wincred.keystore;

import static io.github.wincred.keystore.EngineProvider.keyStore;
import static io.github.wincred.keystore.EngineProvider.loaded;
import static io.github.wincred.keystore.EngineProvider.password;
import static io.github.wincred.keystore.EngineProvider.stream;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.Persistence;
import io.github.wincred.settings.BlobEncoding;
import io.github.wincred.settings.Settings;
import io.github.wincred.settings.StoreChoice;
import io.github.wincred.vault.VaultConfiguration;
import io.github.wincred.vault.VaultCredentialStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.UnrecoverableEntryException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code load} and {@code store} accept. */
class LoadTest {

    private final VaultConfiguration configuration = VaultConfiguration.inMemory();
    private final CredentialStore store = VaultCredentialStore.open(configuration);
    private final AtomicReference<Settings> opened = new AtomicReference<>();

    private CredentialStore open(Settings settings) {
        opened.set(settings);
        return VaultCredentialStore.open(configuration);
    }

    @Test
    void probe_isFalseAndReadsNothing() throws Exception {
        KeyStoreSpi engine = new WinCredKeyStore(Settings::ofDefaults, this::open);
        ByteArrayInputStream stream = stream("# WinCred settings\n");

        assertThat(engine.engineProbe(stream)).isFalse();
        assertThat(stream.available()).isEqualTo(19);
        assertThat(opened.get()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "changeit"})
    void password_isAcceptedAndIgnoredByAStoreWithoutOne(String password) throws Exception {
        KeyStore keyStore = keyStore(this::open);

        keyStore.load(null, password.toCharArray());
        keyStore.setKeyEntry("db", password("x"), "other".toCharArray(), null);
        keyStore.store(null, "another".toCharArray());

        assertThat(keyStore.getKey("db", "wrong".toCharArray())).isEqualTo(password("x"));
    }

    @Test
    void loadParameters_ofTheJdkAreAccepted() throws Exception {
        KeyStore keyStore = keyStore(this::open);

        keyStore.load(null);
        keyStore.load(() -> null);
        keyStore.load(() -> new KeyStore.PasswordProtection(null));
        keyStore.load(() -> new KeyStore.PasswordProtection("x".toCharArray()));
        keyStore.load(() -> new KeyStore.CallbackHandlerProtection(callbacks -> {
            throw new AssertionError("a store without a password needs no callback");
        }));
        keyStore.setKeyEntry("db", password("x"), null, null);
        keyStore.store((KeyStore.LoadStoreParameter) null);

        assertThat(loaded(store).containsAlias("db")).isTrue();
    }

    @Test
    void builderOfTheJdk_worksWithPasswordAndCallback() throws Exception {
        KeyStore.Builder builder = KeyStore.Builder.newInstance(
                "WinCred", keyStore(this::open).getProvider(), new KeyStore.PasswordProtection(null));

        assertThat(builder.getKeyStore().size()).isZero();
    }

    @Test
    void settingsStream_overridesTheProvider() throws Exception {
        KeyStore keyStore = keyStore(this::open, "prefix", "one/", "persistence", "session");

        keyStore.load(stream("# WinCred settings\r\n\r\n# comment\r\n prefix = C:\\two/ \r\nencoding=UTF-8"), null);

        assertThat(opened.get().prefix()).isEqualTo("C:\\two/");
        assertThat(opened.get().encoding()).isEqualTo(BlobEncoding.UTF_8);
        assertThat(opened.get().persistence()).isEqualTo(Persistence.SESSION);
    }

    @Test
    void settingsStream_mayBeginWithAByteOrderMark() throws Exception {
        keyStore(this::open).load(stream("\uFEFF# WinCred settings\nprefix=p"), null);

        assertThat(opened.get().prefix()).isEqualTo("p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PK\u0003\u0004 and the rest of a jar",
                "prefix=app/",
                "# wincred settings\nprefix=p",
                "# WinCred settings or so\nprefix=p",
                "# WinCred setting"
            })
    void anyOtherStream_isIgnored(String content) throws Exception {
        keyStore(this::open).load(stream(content), null);

        assertThat(opened.get().prefix()).isEmpty();
    }

    @Test
    void endlessForeignStream_isReadNoFurtherThanItsBeginning() throws Exception {
        int[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                read[0] += length;
                Arrays.fill(target, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        keyStore(this::open).load(endless, null);

        assertThat(read[0]).isLessThanOrEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    prefixx=a       | unknown setting 'prefixx'
                    encoding=latin  | setting 'encoding' cannot be 'latin'
                    prefix          | line 2
                    prefix=a\\nprefix=b | line 3
                    """)
    void settingsStreamThatIsWrong_isAnErrorThatNamesThePlace(String line, String message) throws Exception {
        KeyStore keyStore = keyStore(this::open);

        assertThatThrownBy(() -> keyStore.load(stream("# WinCred settings\n" + line.replace("\\n", "\n")), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void settingsStreamThatIsNoText_isAnError() throws Exception {
        KeyStore keyStore = keyStore(this::open);
        byte[] bytes = "# WinCred settings\nprefix=?".getBytes(UTF_8);
        bytes[bytes.length - 1] = (byte) 0xFF;

        assertThatThrownBy(() -> keyStore.load(new ByteArrayInputStream(bytes), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("UTF-8");
    }

    @Test
    void settingsStreamAtItsLimit_isReadAndOneByteMoreIsAnError() throws Exception {
        String head = "# WinCred settings\nprefix=";
        String limit = head + "p".repeat(65536 - "prefix=".length());

        keyStore(this::open).load(stream(limit), null);
        assertThat(opened.get().prefix()).hasSize(65536 - "prefix=".length());

        assertThatThrownBy(() -> keyStore(this::open).load(stream(limit + "p"), null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("65536");
    }

    @Test
    void storeToAStream_leavesAStubThatLoadsAgain() throws Exception {
        KeyStore keyStore = loaded(store);
        keyStore.setKeyEntry("db", password("x"), null, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        keyStore.store(out, "changeit".toCharArray());

        assertThat(out.toString(UTF_8)).startsWith("# WinCred settings\n").hasLineCount(2);
        KeyStore again = keyStore(this::open);
        again.load(new ByteArrayInputStream(out.toByteArray()), null);
        assertThat(Collections.list(again.aliases())).containsExactly("db");
    }

    @Test
    void storeToAStream_givesBackTheSettingsThatWereLoaded() throws Exception {
        String text = "# WinCred settings\r\n# mine\r\nprefix = app/\r\n";
        KeyStore keyStore = keyStore(this::open);
        keyStore.load(stream(text), null);
        keyStore.setKeyEntry("db", password("x"), null, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        keyStore.store(out, null);

        assertThat(out.toString(UTF_8)).isEqualTo(text);
    }

    @Test
    void storeToAStream_refusesToWriteThePasswordThatWasLoaded() throws Exception {
        KeyStore keyStore = keyStore(this::open);
        keyStore.load(stream("# WinCred settings\nvault.password=hunter2\n"), null);
        keyStore.setKeyEntry("db", password("x"), null, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> keyStore.store(out, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("vault.password")
                .hasMessageNotContaining("hunter2");
        assertThat(out.size()).isZero();
        assertThat(loaded(store).size()).isZero();
        keyStore.store(null, null);
        assertThat(loaded(store).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"p", "PK\u0003\u0004 and the rest of a jar", "# WinCred settings or so\n", "# WinCred setting"})
    void storeToAStream_refusesToReplaceWhatWasNotUnderstood(String content) throws Exception {
        KeyStore keyStore = keyStore(this::open);
        keyStore.load(stream(content), null);
        keyStore.setKeyEntry("db", password("x"), null, null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> keyStore.store(out, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("-keystore NONE");
        assertThat(out.size()).isZero();
        assertThat(loaded(store).size()).isZero();
        keyStore.store(null, null);
        assertThat(loaded(store).size()).isEqualTo(1);
    }

    @Test
    void storeToAStream_worksAfterAnEmptyOne() throws Exception {
        KeyStore keyStore = keyStore(this::open);
        keyStore.load(stream(""), null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        keyStore.store(out, null);

        assertThat(out.toString(UTF_8)).startsWith("# WinCred settings\n");
    }

    @Test
    void parameter_setsEverySetting() throws Exception {
        keyStore(this::open, "prefix", "provider/")
                .load(WinCredLoadStoreParameter.builder()
                        .store(StoreChoice.VAULT)
                        .prefix("app/")
                        .type(CredentialType.GENERIC_CERTIFICATE)
                        .persistence(Persistence.SESSION)
                        .encoding(BlobEncoding.UTF_16LE)
                        .writeThrough(true)
                        .readForeignPem(true)
                        .strictPasswords(true)
                        .vaultFolder(Path.of("folder"))
                        .vaultKeyFile(Path.of("key"))
                        .setting("mutex", "false")
                        .build());

        Settings settings = opened.get();
        assertThat(settings.store()).isEqualTo(StoreChoice.VAULT);
        assertThat(settings.prefix()).isEqualTo("app/");
        assertThat(settings.type()).isEqualTo(CredentialType.GENERIC_CERTIFICATE);
        assertThat(settings.persistence()).isEqualTo(Persistence.SESSION);
        assertThat(settings.encoding()).isEqualTo(BlobEncoding.UTF_16LE);
        assertThat(settings.writeThrough()).isTrue();
        assertThat(settings.readsForeignPem()).isTrue();
        assertThat(settings.strictPasswords()).isTrue();
        assertThat(settings.vaultFolder()).contains(Path.of("folder"));
        assertThat(settings.vaultKeyFile()).contains(Path.of("key"));
        assertThat(settings.mutex()).isFalse();
    }

    @Test
    void parameterWithAnUnknownSetting_isRefusedAtOnce() {
        WinCredLoadStoreParameter.Builder builder = WinCredLoadStoreParameter.builder();

        assertThatThrownBy(() -> builder.setting("perfix", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("perfix");
        assertThatThrownBy(() -> builder.persistence(Persistence.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void storeThatCannotBeOpened_isAnIoExceptionWithItsReason() throws Exception {
        KeyStore keyStore = keyStore(settings -> {
            throw new CredentialException(
                    io.github.wincred.credential.Reason.UNUSABLE, "open", null, "the library is missing");
        });

        assertThatThrownBy(() -> keyStore.load(null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the library is missing")
                .hasCauseInstanceOf(CredentialException.class);
    }

    @Test
    void getEntryWithoutProtection_worksUnlessLoadedWithAPassword() throws Exception {
        KeyStore keyStore = keyStore(this::open);
        keyStore.load(null, null);
        keyStore.setKeyEntry("db", password("x"), null, null);
        keyStore.store(null, null);

        assertThat(keyStore.getEntry("db", null)).isInstanceOf(KeyStore.SecretKeyEntry.class);

        keyStore.load(() -> new KeyStore.PasswordProtection("x".toCharArray()));
        assertThat(keyStore.getEntry("db", null)).isInstanceOf(KeyStore.SecretKeyEntry.class);

        for (String password : new String[] {"", "changeit"}) {
            keyStore.load(null, password.toCharArray());
            assertThatThrownBy(() -> keyStore.getEntry("db", null))
                    .isInstanceOf(UnrecoverableEntryException.class)
                    .hasMessageContainingAll("PasswordProtection", "getKey");
            assertThat(keyStore.getEntry("absent", null)).isNull();
        }
        assertThat(keyStore.getEntry("db", new KeyStore.PasswordProtection("y".toCharArray())))
                .isInstanceOf(KeyStore.SecretKeyEntry.class);
        assertThat(keyStore.getEntry("db", new KeyStore.PasswordProtection(null, "PBEWithMD5AndDES", null)))
                .isInstanceOf(KeyStore.SecretKeyEntry.class);
        assertThat(keyStore.getEntry("db", new KeyStore.CallbackHandlerProtection(callbacks -> {})))
                .isInstanceOf(KeyStore.SecretKeyEntry.class);
    }

    @Test
    void setEntryWithAnyProtection_isAccepted() throws Exception {
        KeyStore keyStore = loaded(store);
        KeyStore.SecretKeyEntry entry = new KeyStore.SecretKeyEntry(password("x"));

        keyStore.setEntry("a", entry, null);
        keyStore.setEntry("b", entry, new KeyStore.PasswordProtection(null, "PBEWithMD5AndDES", null));
        keyStore.setEntry("c", entry, new KeyStore.CallbackHandlerProtection(callbacks -> {}));

        assertThat(Collections.list(keyStore.aliases())).containsExactly("a", "b", "c");
    }
}
