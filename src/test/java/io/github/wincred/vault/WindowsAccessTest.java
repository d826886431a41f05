package io.github.wincred.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an owner and an access control list mean, on every system. */
class WindowsAccessTest {

    /** An account that, like those of Java on Windows, is the same as another if the SIDs are the same, whatever the names. */
    private record Account(String sid, String name) implements UserPrincipal {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Account that && sid.equals(that.sid);
        }

        @Override
        public int hashCode() {
            return sid.hashCode();
        }
    }

    private static final Account USER = new Account("S-1-5-21-1-2-3-1001", "PC\\anna");
    private static final Account OTHER = new Account("S-1-5-21-1-2-3-1002", "PC\\mallory");
    private static final Account SYSTEM = new Account("S-1-5-18", "NT AUTHORITY\\SYSTEM");
    private static final Account ADMINISTRATORS = new Account("S-1-5-32-544", "BUILTIN\\Administrators");
    private static final Account USERS = new Account("S-1-5-32-545", "BUILTIN\\Users");
    private static final Account CREATOR = new Account("S-1-3-0", "CREATOR OWNER");

    private static final AclEntryPermission[] ALL = AclEntryPermission.values();
    private static final AclEntryPermission[] MODIFY = Arrays.stream(ALL)
            .filter(right -> right != AclEntryPermission.WRITE_ACL && right != AclEntryPermission.WRITE_OWNER)
            .toArray(AclEntryPermission[]::new);

    private static AclEntry allow(UserPrincipal who, AclEntryPermission... rights) {
        return entry(AclEntryType.ALLOW, who, rights).build();
    }

    private static AclEntry.Builder entry(AclEntryType type, UserPrincipal who, AclEntryPermission... rights) {
        return AclEntry.newBuilder().setType(type).setPrincipal(who).setPermissions(rights);
    }

    private static String fault(UserPrincipal owner, AclEntry... entries) {
        return WindowsAccess.fault(owner, List.of(entries), USER, Set.of(SYSTEM, ADMINISTRATORS));
    }

    @Test
    void ownFile_isAcceptedFromTheUserAndWindows() {
        for (Account owner : List.of(USER, SYSTEM, ADMINISTRATORS)) {
            assertThat(fault(owner, allow(USER, ALL), allow(SYSTEM, ALL), allow(ADMINISTRATORS, ALL)))
                    .isEmpty();
        }
    }

    @Test
    void fileOfAnotherOwner_isRefusedWithBothNames() {
        assertThat(fault(OTHER, allow(OTHER, ALL), allow(USER, MODIFY))).contains("belongs to PC\\mallory", "PC\\anna");
        assertThat(fault(OTHER, allow(USER, ALL))).contains("belongs to PC\\mallory");
    }

    @ParameterizedTest
    @EnumSource(
            value = AclEntryPermission.class,
            names = {
                "READ_DATA",
                "WRITE_DATA",
                "APPEND_DATA",
                "WRITE_ATTRIBUTES",
                "WRITE_NAMED_ATTRS",
                "DELETE",
                "DELETE_CHILD",
                "WRITE_ACL",
                "WRITE_OWNER"
            })
    void rightOfOthersToReadOrChange_isRefused(AclEntryPermission right) {
        assertThat(fault(USER, allow(USER, ALL), allow(USERS, right))).contains("is open to BUILTIN\\Users");
    }

    @Test
    void whatGivesOthersNothing_isAccepted() {
        assertThat(fault(
                        USER,
                        entry(AclEntryType.DENY, OTHER, ALL).build(),
                        allow(USER, ALL),
                        allow(USERS, AclEntryPermission.READ_ATTRIBUTES, AclEntryPermission.READ_ACL),
                        entry(AclEntryType.ALLOW, CREATOR, ALL)
                                .setFlags(AclEntryFlag.INHERIT_ONLY, AclEntryFlag.FILE_INHERIT)
                                .build()))
                .isEmpty();
    }

    /** Java gives no list and an empty one alike, and what it cannot express it leaves out. */
    @Test
    void listWithoutEntries_isRefused() {
        assertThat(fault(USER)).contains("has no access control list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VORDEFINIERT\\Administratoren",
                "BUILTIN\\Administratorer",
                "BUILTIN\\J\u00e4rjestelm\u00e4nvalvojat",
                "BUILTIN\\Rendszergazd\u00e1k",
                "BUILTIN\\\u0394\u03b9\u03b1\u03c7\u03b5\u03b9\u03c1\u03b9\u03c3\u03c4\u03ad\u03c2"
            })
    void administratorsInAnyLanguage_areKnownByTheirSid(String name) {
        Account administrators = new Account(ADMINISTRATORS.sid(), name);

        assertThat(fault(USER, allow(USER, ALL), allow(administrators, ALL))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PC\\Administrators", "DOMAIN\\Sistema", "PC\\SYSTEM"})
    void groupThatIsOnlyCalledSo_isAStranger(String name) {
        assertThat(fault(USER, allow(USER, ALL), allow(new Account("S-1-5-21-1-2-3-1005", name), ALL)))
                .contains("is open to " + name);
    }

    /** The folder of Windows as Windows sets it up: whoever may modify what is in it is above every user. */
    @Test
    void folderOfWindows_tellsWhoIsWindowsItself() {
        Account installer = new Account("S-1-5-80-1", "NT SERVICE\\TrustedInstaller");
        Account packages = new Account("S-1-15-2-1", "ALL APPLICATION PACKAGES");
        AclEntryPermission[] readAndExecute = {
            AclEntryPermission.READ_DATA, AclEntryPermission.EXECUTE, AclEntryPermission.READ_ACL
        };

        assertThat(WindowsAccess.whoMayModify(List.of(
                        allow(installer, ALL),
                        allow(SYSTEM, MODIFY),
                        allow(ADMINISTRATORS, MODIFY),
                        allow(USERS, readAndExecute),
                        allow(packages, readAndExecute),
                        allow(OTHER, AclEntryPermission.APPEND_DATA),
                        entry(AclEntryType.DENY, OTHER, ALL).build(),
                        entry(AclEntryType.ALLOW, CREATOR, ALL)
                                .setFlags(AclEntryFlag.INHERIT_ONLY)
                                .build())))
                .containsExactlyInAnyOrder(installer, SYSTEM, ADMINISTRATORS);
    }
}
