package io.github.wincred.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wincred.credential.CredentialFlags;
import io.github.wincred.credential.CredentialLimits;
import io.github.wincred.credential.CredentialStore;
import io.github.wincred.credential.CredentialType;
import io.github.wincred.credential.DomainCredentials;
import io.github.wincred.credential.NamespacedTarget;
import io.github.wincred.credential.Persistence;
import io.github.wincred.credential.ProtectFlag;
import io.github.wincred.credential.ProtectionType;
import io.github.wincred.credential.TargetInformationFlags;
import io.github.wincred.credential.UnprotectFlag;
import io.github.wincred.docs.PortingTable.Constant;
import io.github.wincred.marshal.CertificateReference;
import io.github.wincred.marshal.MarshalType;
import io.github.wincred.prompt.PackFlag;
import io.github.wincred.prompt.PackedCredentials;
import io.github.wincred.prompt.PromptFlag;
import io.github.wincred.prompt.PromptRules;
import io.github.wincred.prompt.WindowsPromptFlag;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every constant of wincred.h, as the porting page lists it, against the Java constant that it names. */
class ConstantsTest {

    /** Where constants of wincred.h are. */
    private static final Map<String, Class<?>> HOLDERS = Stream.of(
                    CredentialType.class,
                    Persistence.class,
                    CredentialFlags.class,
                    CredentialLimits.class,
                    TargetInformationFlags.class,
                    NamespacedTarget.class,
                    DomainCredentials.class,
                    ProtectionType.class,
                    ProtectFlag.class,
                    UnprotectFlag.class,
                    MarshalType.class,
                    CertificateReference.class,
                    PromptFlag.class,
                    PromptRules.class,
                    WindowsPromptFlag.class,
                    PackFlag.class,
                    PackedCredentials.class)
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private static final Map<String, Class<?>> OPERATIONS =
            Map.of("CredentialStore", CredentialStore.class, "DomainCredentials", DomainCredentials.class);

    /** wincred.h has no name for no bit. */
    private static final Set<String> WITHOUT_A_NAME = Set.of("CredentialFlags.NONE", "TargetInformationFlags.NONE");

    private final List<Constant> constants = PortingTable.constants();

    ConstantsTest() throws IOException {}

    @Test
    void everyRow_hasTheValueAndTheNameOfItsJavaConstant() throws Exception {
        assertThat(constants).as("rows that are understood").hasSize((int) PortingTable.lines("Constants"));
        for (Constant constant : constants) {
            if (constant.call().equals("()")) {
                assertThat(OPERATIONS.get(constant.type()).getMethods())
                        .extracting(Method::getName)
                        .contains(constant.member());
                continue;
            }
            Object value =
                    HOLDERS.get(constant.type()).getField(constant.member()).get(null);
            assertThat(windowsValue(value, constant.call())).as(constant.name()).isEqualTo(number(constant.value()));
            if (hasMethod(value, "headerName")) {
                assertThat(call(value, "headerName")).isEqualTo(constant.name());
            }
        }
    }

    @Test
    void everyJavaConstant_hasARow() {
        Set<String> listed =
                constants.stream().map(row -> row.type() + "." + row.member()).collect(Collectors.toSet());

        for (Class<?> holder : HOLDERS.values()) {
            assertThat(Arrays.stream(holder.getFields())
                            .filter(field -> Modifier.isStatic(field.getModifiers()))
                            .map(Field::getName)
                            .map(name -> holder.getSimpleName() + "." + name)
                            .filter(name -> !WITHOUT_A_NAME.contains(name)))
                    .isSubsetOf(listed);
        }
    }

    @Test
    void masks_areTheBitsOfAllFlags() {
        assertThat(PromptFlag.bits(EnumSet.allOf(PromptFlag.class))).isEqualTo(PromptFlag.VALID_BITS);
        assertThat(WindowsPromptFlag.bits(EnumSet.allOf(WindowsPromptFlag.class)))
                .isEqualTo(WindowsPromptFlag.VALID_BITS);
        assertThat(ProtectFlag.bits(EnumSet.allOf(ProtectFlag.class))).isEqualTo(ProtectFlag.VALID_BITS);
        assertThat(UnprotectFlag.bits(EnumSet.allOf(UnprotectFlag.class))).isEqualTo(UnprotectFlag.VALID_BITS);
        assertThat(PromptFlag.ofBits(PromptFlag.VALID_BITS)).containsExactly(PromptFlag.values());
    }

    /** An int for what has a number, otherwise its text. */
    private static Object windowsValue(Object value, String call) throws ReflectiveOperationException {
        if (call.equals(".length()")) {
            return value.toString().length();
        }
        for (String accessor : List.of("code", "bits", "bit")) {
            if (hasMethod(value, accessor)) {
                return call(value, accessor);
            }
        }
        return value instanceof Integer ? value : value.toString();
    }

    private static Object number(String value) {
        return value.matches("(0x)?[0-9A-F]+") ? (Object) Long.decode(value).intValue() : value;
    }

    private static boolean hasMethod(Object value, String name) {
        return Arrays.stream(value.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(name) && method.getParameterCount() == 0);
    }

    private static Object call(Object value, String name) throws ReflectiveOperationException {
        return value.getClass().getMethod(name).invoke(value);
    }
}
