package io.github.wincred.win32;

import io.github.wincred.credential.CredentialException;
import io.github.wincred.credential.Reason;
import io.github.wincred.settings.BindingChoice;
import io.github.wincred.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The binding of this process: the first that was asked for and can be had. It stays, whatever later stores ask for, since native memory and
 * handles are the process's.
 */
final class Bindings {

    private static final String FOREIGN = "java.lang.foreign";
    private static final int FIRST_WITH_FOREIGN = 22;

    /** In the versioned part of the jar, so that older versions of Java never see it. */
    private static final String FOREIGN_CLASS = "io.github.wincred.win32.ForeignBinding";

    private static volatile Binding current;

    /** Why each is not in use, or null if it was not tried; guarded by the class. */
    private static String foreignRefusal;

    private static String jnaRefusal;

    private Bindings() {}

    /**
     * The binding of this process; the system's settings choose it if nobody has.
     *
     * @throws CredentialException {@link Reason#UNUSABLE} if there is none
     */
    static Binding get() {
        Binding binding = current;
        if (binding == null) {
            String refusal = load(Settings.ofSystem().binding());
            if (!refusal.isEmpty()) {
                throw new CredentialException(Reason.UNUSABLE, "open", null, refusal);
            }
            binding = current;
        }
        return binding;
    }

    /** Loads what is asked for, if nothing is loaded; why it cannot be had, or an empty string. Each is tried once. */
    static synchronized String load(BindingChoice wanted) {
        if (current == null && wanted != BindingChoice.JNA && foreignRefusal == null) {
            foreignRefusal = loadForeign();
        }
        if (current == null && wanted != BindingChoice.FFM && jnaRefusal == null) {
            jnaRefusal = loadJna();
        }
        if (current != null) {
            boolean jna = current instanceof JnaBinding;
            return wanted == (jna ? BindingChoice.FFM : BindingChoice.JNA)
                    ? "this process calls Windows by " + (jna ? "JNA" : FOREIGN) + " since its first use"
                            + (jna && foreignRefusal != null ? " (" + foreignRefusal + ")" : "")
                            + "; the setting binding is one for the whole process"
                    : "";
        }
        return switch (wanted) {
            case FFM -> foreignRefusal;
            case JNA -> jnaRefusal;
            case AUTO -> jnaRefusal + "; and " + foreignRefusal;
        };
    }

    /** For the diagnostics: the binding of this process, why not the other, and whether Java restricts it. Empty if none is loaded. */
    static synchronized Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        if (current != null) {
            facts.put("binding", current.description());
            facts.put(
                    "other binding",
                    current instanceof JnaBinding
                            ? FOREIGN + ": "
                                    + (foreignRefusal == null ? "the setting binding asks for jna" : foreignRefusal)
                            : "JNA: not needed");
            facts.put("native access", nativeAccess(current));
        }
        return facts;
    }

    private static String nativeAccess(Binding binding) {
        if (binding.nativeAccess().isEmpty()) {
            return "not restricted by this version of Java";
        }
        Module module = binding instanceof JnaBinding ? JnaBinding.jna() : Bindings.class.getModule();
        return binding.nativeAccess().get()
                ? "enabled"
                : "not enabled; later versions of Java will deny it without " + option(module);
    }

    private static String loadForeign() {
        Module module = Bindings.class.getModule();
        try {
            current = Class.forName(FOREIGN_CLASS)
                    .asSubclass(Binding.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return "";
        } catch (ClassNotFoundException e) {
            int version = Runtime.version().feature();
            return version < FIRST_WITH_FOREIGN
                    ? FOREIGN + " is there from Java " + FIRST_WITH_FOREIGN + " on, and this is " + version
                    : "this copy of WinCred lacks the classes for " + FOREIGN + "; it was built by a Java before "
                            + FIRST_WITH_FOREIGN;
        } catch (InvocationTargetException e) {
            return refusal(FOREIGN, module, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            return refusal(FOREIGN, module, e);
        }
    }

    private static String loadJna() {
        try {
            Module module = JnaBinding.jna();
            try {
                current = new JnaBinding();
                return "";
            } catch (UnsatisfiedLinkError e) {
                return "a native library cannot be loaded: " + e.getMessage();
            } catch (RuntimeException | ExceptionInInitializerError e) {
                return refusal("JNA", module, e);
            }
        } catch (NoClassDefFoundError e) {
            return "JNA cannot be loaded: " + e.getMessage() + " is missing; add jna.jar to the class path";
        } catch (LinkageError e) {
            return "JNA cannot be used: " + e;
        }
    }

    private static String option(Module module) {
        return "--enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }

    private static String refusal(String binding, Module module, Throwable failure) {
        if (failure instanceof ExceptionInInitializerError && failure.getCause() != null) {
            return refusal(binding, module, failure.getCause());
        }
        if (failure instanceof IllegalCallerException) {
            return "this JVM denies native access (" + failure.getMessage() + "); start it with " + option(module);
        }
        return binding + " cannot be used: " + failure;
    }
}
