/*
 * A double of the functions of wincred.h that a system may lack, or that ask a person.
 *
 * Each function notes what it was handed in a trace, as one line of text, and answers with values that the tests know. It counts what it gave
 * out and was not freed by the right function, what was freed with a secret in it, and secrets that were left in the memory of an argument.
 * It proves layout, argument order, ownership and wiping; of what Windows does it says nothing.
 */
#define _ADVAPI32_
#define _CREDUI_
#define _WIN32_WINNT 0x0600
#include <windows.h>
#include <wincred.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define EXPORT __declspec(dllexport)

enum { CREDFREE_ = 1, LOCALFREE_, COTASKMEMFREE_ };

static WCHAR trace[8192];
static DWORD failure;
static BOOL nothing;
static DWORD passwordUnits;
static LONG outstanding, badFrees, unwiped;

static void note(const WCHAR *format, ...)
{
    SIZE_T used = wcslen(trace);
    va_list arguments;
    va_start(arguments, format);
    _vsnwprintf(trace + used, sizeof trace / sizeof *trace - used - 1, format, arguments);
    va_end(arguments);
}

static const WCHAR *shown(const WCHAR *text)
{
    return text ? text : L"NULL";
}

/* ---- arguments that hold secrets ------------------------------------------------------------------------------------------------------ */

static struct { const void *address; SIZE_T size; BYTE copy[1024]; } inputs[8];

static void remember(const void *address, SIZE_T size)
{
    for (int i = 0; i < 8; i++) {
        if (!inputs[i].size && size && size <= sizeof inputs[i].copy) {
            inputs[i].address = address;
            inputs[i].size = size;
            memcpy(inputs[i].copy, address, size);
            return;
        }
    }
}

static void rememberText(const WCHAR *text)
{
    if (text)
        remember(text, wcslen(text) * sizeof(WCHAR));
}

/* How many of the remembered secrets still lie where they were handed over; forgets them. */
EXPORT int WINAPI ExtrasSecretsLeft(void)
{
    int left = 0;
    for (int i = 0; i < 8; i++) {
        BYTE now[sizeof inputs[i].copy];
        SIZE_T read = 0;
        if (inputs[i].size && ReadProcessMemory(GetCurrentProcess(), inputs[i].address, now, inputs[i].size, &read)
            && read == inputs[i].size) {
            /* Not the whole: who freed the memory may have written its own notes over the beginning. */
            SIZE_T same = 0, secret = 0;
            for (SIZE_T b = 0; b < read; b++) {
                secret += inputs[i].copy[b] != 0;
                same += inputs[i].copy[b] != 0 && now[b] == inputs[i].copy[b];
            }
            if (secret && same * 2 >= secret)
                left++;
        }
        SecureZeroMemory(&inputs[i], sizeof inputs[i]);
    }
    return left;
}

/* ---- what is given out ---------------------------------------------------------------------------------------------------------------- */

static struct { BYTE *address; SIZE_T size; int kind; const BYTE *secret; SIZE_T secretSize; } given[16];

static void *give(SIZE_T size, int kind)
{
    for (int i = 0; i < 16; i++) {
        if (!given[i].address) {
            given[i].address = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size);
            given[i].size = size;
            given[i].kind = kind;
            given[i].secret = NULL;
            given[i].secretSize = 0;
            outstanding++;
            return given[i].address;
        }
    }
    return NULL;
}

static void secretOf(void *block, const void *secret, SIZE_T size)
{
    for (int i = 0; i < 16; i++) {
        if (given[i].address == block) {
            given[i].secret = secret;
            given[i].secretSize = size;
        }
    }
}

static void takeBack(void *address, int kind)
{
    for (int i = 0; i < 16; i++) {
        if (given[i].address && given[i].address == address) {
            if (given[i].kind != kind)
                badFrees++;
            for (SIZE_T b = 0; b < given[i].secretSize; b++) {
                if (given[i].secret[b]) {
                    unwiped++;
                    break;
                }
            }
            memset(address, 0xDD, given[i].size);
            HeapFree(GetProcessHeap(), 0, address);
            given[i].address = NULL;
            outstanding--;
            return;
        }
    }
    badFrees++;
}

EXPORT VOID WINAPI CredFree(PVOID buffer) { takeBack(buffer, CREDFREE_); }
EXPORT HLOCAL WINAPI ExtrasLocalFree(HLOCAL buffer) { takeBack(buffer, LOCALFREE_); return NULL; }
EXPORT VOID WINAPI ExtrasCoTaskMemFree(PVOID buffer) { takeBack(buffer, COTASKMEMFREE_); }

/* ---- controls ------------------------------------------------------------------------------------------------------------------------- */

EXPORT int WINAPI ExtrasOutstanding(void) { return outstanding; }

/* What was done wrongly since the last question. */
EXPORT int WINAPI ExtrasBadFrees(void) { return InterlockedExchange(&badFrees, 0); }
EXPORT int WINAPI ExtrasUnwiped(void) { return InterlockedExchange(&unwiped, 0); }

EXPORT void WINAPI ExtrasFail(int code) { failure = (DWORD)code; }

/* The next call that returns a pointer succeeds and returns NULL. */
EXPORT void WINAPI ExtrasNothing(void) { nothing = TRUE; }

/* The next unpacked password has so many units. */
EXPORT void WINAPI ExtrasPasswordUnits(int units) { passwordUnits = (DWORD)units; }

static BOOL returnsNothing(void)
{
    BOOL now = nothing;
    nothing = FALSE;
    return now;
}

/* What was handed over since the last question. */
EXPORT void WINAPI ExtrasTrace(WCHAR *result, int units)
{
    lstrcpynW(result, trace, units);
    trace[0] = 0;
}

static BOOL failed(void)
{
    DWORD code = failure;
    failure = 0;
    SetLastError(code ? code : ERROR_IO_PENDING);
    return code != 0;
}

static DWORD failureCode(void)
{
    DWORD code = failure;
    failure = 0;
    return code;
}

/* ---- the store ------------------------------------------------------------------------------------------------------------------------ */

EXPORT BOOL WINAPI CredRenameW(LPCWSTR oldName, LPCWSTR newName, DWORD type, DWORD flags)
{
    note(L"CredRenameW %ls %ls %lu %lu\n", oldName, newName, type, flags);
    SetLastError(ERROR_NOT_SUPPORTED);
    return FALSE;
}

struct answer { CREDENTIALW *array[2]; CREDENTIALW credential[2]; BYTE blob[6]; };

static struct answer *answer(void)
{
    struct answer *a = give(sizeof *a, CREDFREE_);
    for (int i = 0; i < 2; i++) {
        a->array[i] = &a->credential[i];
        a->credential[i].Type = CRED_TYPE_GENERIC;
        a->credential[i].TargetName = (LPWSTR)(i ? L"*.example" : L"best");
        a->credential[i].UserName = (LPWSTR)L"CORP\\bob";
        a->credential[i].Persist = CRED_PERSIST_ENTERPRISE;
        a->credential[i].Flags = i ? 0x20 : 0;
    }
    memcpy(a->blob, "s3cret", 6);
    a->credential[0].CredentialBlob = a->blob;
    a->credential[0].CredentialBlobSize = 6;
    a->credential[1].Type = CRED_TYPE_DOMAIN_PASSWORD;
    secretOf(a, a->blob, 6);
    return a;
}

EXPORT BOOL WINAPI CredFindBestCredentialW(LPCWSTR name, DWORD type, DWORD flags, PCREDENTIALW *result)
{
    note(L"CredFindBestCredentialW %ls %lu %lu\n", name, type, flags);
    if (failed())
        return FALSE;
    if (returnsNothing())
        return TRUE;
    struct { CREDENTIALW credential; BYTE blob[6]; } *block = give(sizeof *block, CREDFREE_);
    struct answer *a = answer();
    block->credential = a->credential[0];
    memcpy(block->blob, a->blob, 6);
    block->credential.CredentialBlob = block->blob;
    secretOf(block, block->blob, 6);
    SecureZeroMemory(a->blob, 6);
    takeBack(a, CREDFREE_);
    *result = &block->credential;
    return TRUE;
}

static void noteTarget(PCREDENTIAL_TARGET_INFORMATIONW t)
{
    note(L"[%ls|%ls|%ls|%ls|%ls|%ls|%ls] 0x%lx", shown(t->TargetName), shown(t->NetbiosServerName), shown(t->DnsServerName),
         shown(t->NetbiosDomainName), shown(t->DnsDomainName), shown(t->DnsTreeName), shown(t->PackageName), t->Flags);
    for (DWORD i = 0; i < t->CredTypeCount; i++)
        note(L" %lu", t->CredTypes[i]);
    if (!t->CredTypeCount && t->CredTypes)
        note(L" types without a count");
}

EXPORT BOOL WINAPI CredGetTargetInfoW(LPCWSTR name, DWORD flags, PCREDENTIAL_TARGET_INFORMATIONW *result)
{
    note(L"CredGetTargetInfoW %ls %lu\n", name, flags);
    if (failed())
        return FALSE;
    if (returnsNothing())
        return TRUE;
    struct { CREDENTIAL_TARGET_INFORMATIONW info; DWORD types[2]; } *block = give(sizeof *block, CREDFREE_);
    block->info.TargetName = (LPWSTR)L"files";
    block->info.DnsServerName = (LPWSTR)L"files.corp.example";
    block->info.NetbiosDomainName = (LPWSTR)L"";
    block->info.PackageName = (LPWSTR)L"Kerberos";
    block->info.Flags = 0x8021;
    block->info.CredTypeCount = 2;
    block->info.CredTypes = block->types;
    block->types[0] = 3;
    block->types[1] = 77;
    *result = &block->info;
    return TRUE;
}

EXPORT BOOL WINAPI CredReadDomainCredentialsW(PCREDENTIAL_TARGET_INFORMATIONW target, DWORD flags, DWORD *count,
                                              PCREDENTIALW **result)
{
    note(L"CredReadDomainCredentialsW ");
    noteTarget(target);
    note(L" flags %lu\n", flags);
    if (failed())
        return FALSE;
    *count = 2;
    if (returnsNothing())
        return TRUE;
    *result = answer()->array;
    return TRUE;
}

EXPORT BOOL WINAPI CredWriteDomainCredentialsW(PCREDENTIAL_TARGET_INFORMATIONW target, PCREDENTIALW c, DWORD flags)
{
    note(L"CredWriteDomainCredentialsW ");
    noteTarget(target);
    note(L" %ls %lu %ls persist %lu blob %lu attributes %lu flags %lu\n", c->TargetName, c->Type, shown(c->UserName),
         c->Persist, c->CredentialBlobSize, c->AttributeCount, flags);
    remember(c->CredentialBlob, c->CredentialBlobSize);
    return !failed();
}

/* ---- text ----------------------------------------------------------------------------------------------------------------------------- */

EXPORT BOOL WINAPI CredMarshalCredentialW(CRED_MARSHAL_TYPE type, PVOID credential, LPWSTR *result)
{
    if (type == CertCredential) {
        PCERT_CREDENTIAL_INFO info = credential;
        note(L"CredMarshalCredentialW 1 size %lu first %u last %u\n", info->cbSize, info->rgbHashOfCert[0],
             info->rgbHashOfCert[19]);
    } else {
        note(L"CredMarshalCredentialW %d %ls\n", type, ((PUSERNAME_TARGET_CREDENTIAL_INFO)credential)->UserName);
    }
    if (failed())
        return FALSE;
    if (returnsNothing())
        return TRUE;
    *result = give(32, CREDFREE_);
    wcscpy(*result, L"@@marshaled");
    return TRUE;
}

EXPORT BOOL WINAPI CredUnmarshalCredentialW(LPCWSTR text, PCRED_MARSHAL_TYPE type, PVOID *result)
{
    note(L"CredUnmarshalCredentialW %ls\n", text);
    if (failed())
        return FALSE;
    *type = (CRED_MARSHAL_TYPE)(text[2] - L'A');
    if (returnsNothing())
        return TRUE;
    PCERT_CREDENTIAL_INFO info = give(sizeof(CERT_CREDENTIAL_INFO), CREDFREE_);
    if (*type == UsernameTargetCredential) {
        ((PUSERNAME_TARGET_CREDENTIAL_INFO)info)->UserName = (LPWSTR)L"bob";
    } else {
        info->cbSize = sizeof *info;
        for (int i = 0; i < 20; i++)
            info->rgbHashOfCert[i] = (UCHAR)i;
    }
    *result = info;
    return TRUE;
}

EXPORT BOOL WINAPI CredIsMarshaledCredentialW(LPCWSTR text)
{
    note(L"CredIsMarshaledCredentialW %ls\n", text);
    return text[0] == L'@';
}

/* Turns text round; refuses a buffer that is too small with the size that is needed. */
static BOOL turn(const WCHAR *name, ULONG first, LPWSTR text, DWORD units, LPWSTR result, DWORD *resultUnits)
{
    note(L"%ls %lu %lu %lu\n", name, first, units, *resultUnits);
    rememberText(text);
    if (failure && failed())
        return FALSE;
    if (!result || *resultUnits < units) {
        *resultUnits = units;
        SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    for (DWORD i = 0; i + 1 < units; i++)
        result[i] = text[units - 2 - i];
    result[units - 1] = 0;
    rememberText(result);
    return TRUE;
}

EXPORT BOOL WINAPI CredProtectW(BOOL self, LPWSTR text, DWORD units, LPWSTR result, DWORD *size, CRED_PROTECTION_TYPE *type)
{
    return !type && turn(L"CredProtectW", self, text, units, result, size);
}

EXPORT BOOL WINAPI CredProtectEx(ULONG flags, LPWSTR text, DWORD units, LPWSTR result, DWORD *size, CRED_PROTECTION_TYPE *type)
{
    return !type && turn(L"CredProtectEx", flags, text, units, result, size);
}

EXPORT BOOL WINAPI CredUnprotectW(BOOL self, LPWSTR text, DWORD units, LPWSTR result, DWORD *size)
{
    return turn(L"CredUnprotectW", self, text, units, result, size);
}

EXPORT BOOL WINAPI CredUnprotectEx(ULONG flags, LPWSTR text, DWORD units, LPWSTR result, DWORD *size)
{
    return turn(L"CredUnprotectEx", flags, text, units, result, size);
}

EXPORT BOOL WINAPI CredIsProtectedW(LPWSTR text, CRED_PROTECTION_TYPE *type)
{
    note(L"CredIsProtectedW %ls\n", text);
    *type = (CRED_PROTECTION_TYPE)(text[0] - L'0');
    return !failed();
}

/* ---- credui --------------------------------------------------------------------------------------------------------------------------- */

static DWORD prompt(PCWSTR target, PCtxtHandle context, DWORD error, PWSTR user, ULONG userSize, PWSTR password,
                    ULONG passwordSize, BOOL *save, DWORD flags)
{
    note(L"%ls %p error %lu user %ls/%lu password %ls/%lu save %d flags 0x%lx\n", shown(target), (void *)context, error, user,
         userSize, password, passwordSize, *save, flags);
    rememberText(password);
    DWORD code = failureCode();
    if (code)
        return code;
    wcscpy(user, L"CORP\\alice");
    wcscpy(password, L"geheim");
    rememberText(password);
    *save = !*save;
    return 0;
}

EXPORT DWORD WINAPI CredUIPromptForCredentialsW(PCREDUI_INFOW info, PCWSTR target, PCtxtHandle context, DWORD error, PWSTR user,
                                                ULONG userSize, PWSTR password, ULONG passwordSize, BOOL *save, DWORD flags)
{
    note(L"CredUIPromptForCredentialsW %lu %p %ls %ls %p ", info->cbSize, (void *)info->hwndParent, shown(info->pszMessageText),
         shown(info->pszCaptionText), (void *)info->hbmBanner);
    return prompt(target, context, error, user, userSize, password, passwordSize, save, flags);
}

EXPORT DWORD WINAPI CredUICmdLinePromptForCredentialsW(PCWSTR target, PCtxtHandle context, DWORD error, PWSTR user,
                                                       ULONG userSize, PWSTR password, ULONG passwordSize, PBOOL save, DWORD flags)
{
    note(L"CredUICmdLinePromptForCredentialsW ");
    return prompt(target, context, error, user, userSize, password, passwordSize, save, flags);
}

EXPORT DWORD WINAPI CredUIPromptForWindowsCredentialsW(PCREDUI_INFOW info, DWORD error, ULONG *package, LPCVOID in, ULONG inSize,
                                                       LPVOID *out, ULONG *outSize, BOOL *save, DWORD flags)
{
    note(L"CredUIPromptForWindowsCredentialsW %lu %p %ls %ls error %lu package %lu in %ls%lu save %d flags 0x%lx\n", info->cbSize,
         (void *)info->hwndParent, shown(info->pszMessageText), shown(info->pszCaptionText), error, *package, in ? L"" : L"NULL ",
         inSize, *save, flags);
    if (in)
        remember(in, inSize);
    DWORD code = failureCode();
    if (code)
        return code;
    if (returnsNothing())
        return 0;
    *out = give(6, COTASKMEMFREE_);
    memcpy(*out, "packed", 6);
    secretOf(*out, *out, 6);
    *outSize = 6;
    *package = 9;
    *save = TRUE;
    return 0;
}

EXPORT DWORD WINAPI CredUIConfirmCredentialsW(PCWSTR target, BOOL confirm)
{
    note(L"CredUIConfirmCredentialsW %ls %d\n", target, confirm);
    return failureCode();
}

EXPORT DWORD WINAPI CredUIParseUserNameW(const WCHAR *name, WCHAR *user, ULONG userSize, WCHAR *domain, ULONG domainSize)
{
    note(L"CredUIParseUserNameW %ls %lu %lu\n", name, userSize, domainSize);
    wcscpy(user, L"bob");
    wcscpy(domain, L"CORP");
    return failureCode();
}

EXPORT DWORD WINAPI CredUIReadSSOCredW(PCWSTR realm, PWSTR *user)
{
    note(L"CredUIReadSSOCredW %ls\n", shown(realm));
    DWORD code = failureCode();
    if (code)
        return code;
    if (returnsNothing())
        return 0;
    *user = give(32, LOCALFREE_);
    wcscpy(*user, L"bob@realm");
    return 0;
}

EXPORT DWORD WINAPI CredUIStoreSSOCredW(PCWSTR realm, PCWSTR user, PCWSTR password, BOOL persist)
{
    note(L"CredUIStoreSSOCredW %ls %ls %ls %d\n", shown(realm), user, password, persist);
    rememberText(password);
    return failureCode();
}

EXPORT BOOL WINAPI CredPackAuthenticationBufferW(DWORD flags, LPWSTR user, LPWSTR password, PBYTE packed, DWORD *size)
{
    note(L"CredPackAuthenticationBufferW %lu %ls %ls %lu\n", flags, user, password, *size);
    rememberText(password);
    if (failure && failed())
        return FALSE;
    if (!packed || *size < 6) {
        *size = 6;
        SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    memcpy(packed, "packed", 6);
    remember(packed, 6);
    *size = 6;
    return TRUE;
}

EXPORT BOOL WINAPI CredUnPackAuthenticationBufferW(DWORD flags, PVOID packed, DWORD size, LPWSTR user, DWORD *userSize,
                                                   LPWSTR domain, DWORD *domainSize, LPWSTR password, DWORD *passwordSize)
{
    note(L"CredUnPackAuthenticationBufferW %lu %.*hs %lu %lu %lu\n", flags, (int)size, packed, *userSize, *domainSize,
         *passwordSize);
    remember(packed, size);
    if (failed())
        return FALSE;
    if (passwordUnits && *passwordSize <= passwordUnits) {
        *userSize = 9;
        *domainSize = 0;
        *passwordSize = passwordUnits + 1;
        SetLastError(ERROR_INSUFFICIENT_BUFFER);
        return FALSE;
    }
    wcscpy(user, L"CORP\\bob");
    if (passwordUnits) {
        for (DWORD i = 0; i < passwordUnits; i++)
            password[i] = L'x';
        rememberText(password);
        passwordUnits = 0;
        return TRUE;
    }
    /* As Windows does: one more than the string and its end, and a domain that is never written. */
    *userSize = 10;
    (void)domain;
    wcscpy(password, L"geheim");
    rememberText(password);
    *passwordSize = 7;
    return TRUE;
}
