package io.github.wincred;

import io.github.wincred.keystore.WinCredKeyStore;
import io.github.wincred.settings.Setting;
import io.github.wincred.settings.Settings;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.security.InvalidParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The security provider {@code WinCred} with one service: {@code KeyStore.WinCred}.
 *
 * <p>Three ways to register it:
 *
 * <ul>
 *   <li>in the program: {@link #install()};
 *   <li>in {@code java.security}: {@code security.provider.N=WinCred}, or {@code security.provider.N=WinCred prefix=app/}, with the jars on the
 *       class path or module path of the program;
 *   <li>with a tool: {@code keytool -providerclass io.github.wincred.WinCredProvider -providerpath …}.
 * </ul>
 *
 * <p>The argument holds settings, {@code key=value} separated by semicolons; see {@link io.github.wincred.settings.Setting}. Creating a provider
 * accesses no store, no file and no native library. Immutable and safe for use by several threads.
 */
public final class WinCredProvider extends Provider {

    /** The name of the provider and the type of its key store. */
    public static final String NAME = "WinCred";

    /** The version of the library. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    /**
     * The property of a provider with an argument: the keys of the settings in it, separated by commas, without their values. It is for code that
     * sees this class as another class, loaded by another class loader. A name with a dot would be taken for a service.
     */
    public static final String ARGUMENT_PROPERTY = "WinCred argument";

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> argument;

    /** Why the argument cannot be used; null if it can. */
    private final transient @Nullable IllegalArgumentException objection;

    /** A provider without an argument. */
    public WinCredProvider() {
        this(Map.of(), null);
    }

    private WinCredProvider(Map<String, String> argument, @Nullable IllegalArgumentException objection) {
        super(NAME, VERSION, "WinCred: the Windows Credential Manager as a key store, an encrypted vault elsewhere");
        this.argument = argument;
        this.objection = objection;
        if (!argument.isEmpty() || objection != null) {
            put(ARGUMENT_PROPERTY, String.join(",", argument.keySet()));
        }
        putService(new KeyStoreService(this));
    }

    /**
     * Registers the provider after all others, unless a provider of this name is already registered.
     *
     * @return the provider that is registered now
     */
    public static Provider install() {
        Provider registered = Security.getProvider(NAME);
        if (registered != null) {
            return registered;
        }
        Security.addProvider(new WinCredProvider());
        return Security.getProvider(NAME);
    }

    /**
     * Returns a provider of the same name whose key stores use these settings. If a setting is unknown or its value is not allowed, loading any of
     * its key stores fails and says which: Java silently leaves out a provider that rejects its argument.
     *
     * @param configArg settings as {@code key=value;key=value}
     */
    @Override
    public Provider configure(String configArg) {
        try {
            Map<String, String> settings = Setting.pairs(configArg);
            Settings.ofDefaults().with(Settings.Source.PROVIDER_ARGUMENT, settings);
            return new WinCredProvider(settings, null);
        } catch (IllegalArgumentException e) {
            return new WinCredProvider(Map.of(), e);
        }
    }

    /** True: the provider works with or without an argument. */
    @Override
    public boolean isConfigured() {
        return true;
    }

    /**
     * The settings with which this provider loads a key store, before its parameter or stream: environment variables, system properties, this
     * provider's argument. Read again by each call.
     *
     * @throws IllegalArgumentException naming a variable, property or part of the argument that is not allowed
     */
    public Settings settings() {
        if (objection != null) {
            throw new IllegalArgumentException(objection.getMessage(), objection);
        }
        return Settings.ofSystem().with(Settings.Source.PROVIDER_ARGUMENT, argument);
    }

    private void writeObject(ObjectOutputStream out) throws NotSerializableException {
        throw new NotSerializableException("a provider with its settings, which may hold a password");
    }

    /** Creates the engine without reflection, to pass it the provider's settings. */
    private static final class KeyStoreService extends Service {

        private final WinCredProvider provider;

        KeyStoreService(WinCredProvider provider) {
            super(provider, "KeyStore", NAME, WinCredKeyStore.class.getName(), List.of(), Map.of());
            this.provider = provider;
        }

        @Override
        public Object newInstance(Object constructorParameter) throws NoSuchAlgorithmException {
            if (constructorParameter != null) {
                throw new InvalidParameterException("a WinCred key store takes no constructor parameter");
            }
            return new WinCredKeyStore(provider::settings, BackendChooser::open);
        }
    }
}
