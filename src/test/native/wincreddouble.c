/*
 * A stand-in for the store functions of advapi32, for what Wine's store leaves out or does differently, and for faults on demand.
 *
 * It keeps credentials as Windows documents it: keyed by type and folded name, attributes and limits included, LastWritten stamped, the blobs
 * of domain passwords and certificates hidden. It counts what a caller does wrong with memory: blocks not freed, blocks freed twice or not at
 * all ours, secrets not zeroed before CredFree, secrets left in the caller's own memory after CredWriteW, calls that overlap. And the layouts
 * of wincred.h's structs can be asked for, as the C compiler has them.
 *
 * Each store function is defined with the prototype that wincred.h declares, so a wrong one does not compile. Shows nothing about Windows.
 */
#define _WIN32_WINNT 0x0A00
#define _ADVAPI32_
#define _CREDUI_
#define UNICODE
#include <windows.h>
#include <wincred.h>
#include <stddef.h>
#include <stdio.h>

#define EXPORT __declspec(dllexport)

/* mingw's header has older values, or none. */
enum {
    TYPE_GENERIC_CERTIFICATE = 5,
    TYPE_DOMAIN_EXTENDED = 6,
    TYPE_MAXIMUM = 7,
    MAX_BLOB = 2560,
    ENUMERATE_ALL = 1,
};

/* ---- faults and counters -------------------------------------------------------------------------------------------------------------- */

enum function { ANY, READ, WRITE, DELETE_, ENUMERATE, SESSION_TYPES, FUNCTIONS };

enum counter { OUTSTANDING_BLOCKS, BAD_FREES, UNWIPED_BLOCKS, UNWIPED_INPUTS, OVERLAPS, CALLS, COUNTERS };

static LONG counters[COUNTERS];
static LONG calls[FUNCTIONS];
static LONG active;
static DWORD delayMillis;
static LONGLONG stampOffset;

/* The call that fails: the one that brings its function's countdown to 0. */
static struct { LONG countdown; DWORD code; } failure[FUNCTIONS];
/* How many calls report success and do nothing. */
static LONG pretended[FUNCTIONS];
/* Another program's write right after the next write or delete, or before the next read. */
static struct { BOOL armed; BYTE secret; LONGLONG offset; } foreign[FUNCTIONS];
/* A block whose n-th credential cannot be copied. */
static LONG damagedElement = -1;
/* The longest persistence that the session allows; CredWriteW answers 1312 to more. */
static DWORD persistLimit = CRED_PERSIST_ENTERPRISE;
/* Whether a credential that is overwritten keeps the spelling of its name; nobody knows it of Windows. */
static BOOL keepsSpelling;

static CRITICAL_SECTION guard;

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    (void)instance;
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH)
        InitializeCriticalSection(&guard);
    return TRUE;
}

static BOOL fail(DWORD code)
{
    SetLastError(code);
    return FALSE;
}

/* The secret that the last CredWriteW was handed, to see later whether its memory still holds it. */
static struct { const BYTE *address; DWORD size; BYTE copy[MAX_BLOB]; } input;

static void lookAtInput(void)
{
    BYTE now[MAX_BLOB];
    SIZE_T read = 0;
    if (!input.size)
        return;
    /* Not a plain access: the memory may be gone. */
    if (ReadProcessMemory(GetCurrentProcess(), input.address, now, input.size, &read) && read == input.size) {
        DWORD left = 0, secret = 0;
        for (DWORD i = 0; i < input.size; i++) {
            secret += input.copy[i] != 0;
            left += input.copy[i] != 0 && now[i] == input.copy[i];
        }
        /* The next call's arguments may lie over a part of it, or equal a byte by chance. */
        if (secret && left * 2 >= secret)
            counters[UNWIPED_INPUTS]++;
    }
    SecureZeroMemory(&input, sizeof input);
}

static void rememberInput(const CREDENTIALW *c)
{
    if (c && c->CredentialBlob && c->CredentialBlobSize <= MAX_BLOB) {
        input.address = c->CredentialBlob;
        input.size = c->CredentialBlobSize;
        memcpy(input.copy, c->CredentialBlob, c->CredentialBlobSize);
    }
}

/* Begins a call; FALSE if it is to fail, with the error set. */
static BOOL enter(enum function f)
{
    if (InterlockedIncrement(&active) > 1)
        InterlockedIncrement(&counters[OVERLAPS]);
    if (delayMillis)
        Sleep(delayMillis);
    EnterCriticalSection(&guard);
    lookAtInput();
    counters[CALLS]++;
    calls[f]++;
    for (int i = 0; i < FUNCTIONS; i++) {
        if ((i == ANY || i == (int)f) && failure[i].countdown > 0 && --failure[i].countdown == 0)
            return fail(failure[i].code);
    }
    /* What success leaves behind is undefined; 50 is what Wine leaves. */
    SetLastError(ERROR_NOT_SUPPORTED);
    return TRUE;
}

static BOOL leave(BOOL result)
{
    DWORD error = GetLastError();
    LeaveCriticalSection(&guard);
    InterlockedDecrement(&active);
    SetLastError(error);
    return result;
}

/* ---- blocks that the caller frees ----------------------------------------------------------------------------------------------------- */

struct secret { const BYTE *address; DWORD size; };

struct block {
    struct block *next;
    void *address;
    SIZE_T size;
    DWORD secrets;
    struct secret secret[];
};

static struct block *blocks;

static void *newBlock(SIZE_T size, DWORD secrets)
{
    struct block *block = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *block + secrets * sizeof(struct secret));
    block->address = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size);
    block->size = size;
    block->next = blocks;
    blocks = block;
    counters[OUTSTANDING_BLOCKS]++;
    return block->address;
}

EXPORT VOID WINAPI CredFree(PVOID buffer)
{
    EnterCriticalSection(&guard);
    struct block **link = &blocks;
    while (*link && (*link)->address != buffer)
        link = &(*link)->next;
    struct block *block = *link;
    if (!block) {
        /* NULL too: harmless, but no block. */
        counters[BAD_FREES]++;
    } else {
        BOOL wiped = TRUE;
        for (DWORD s = 0; s < block->secrets; s++)
            for (DWORD i = 0; i < block->secret[s].size; i++)
                wiped = wiped && !block->secret[s].address[i];
        if (!wiped)
            counters[UNWIPED_BLOCKS]++;
        *link = block->next;
        counters[OUTSTANDING_BLOCKS]--;
        /* Whoever reads on finds no strings here. */
        memset(block->address, 0xDD, block->size);
        HeapFree(GetProcessHeap(), 0, block->address);
        HeapFree(GetProcessHeap(), 0, block);
    }
    LeaveCriticalSection(&guard);
}

/* ---- the store ------------------------------------------------------------------------------------------------------------------------ */

struct entry {
    struct entry *next;
    CREDENTIALW *credential;
};

static struct entry *entries;

/* What the last write or delete found, for reads that are to show it late. */
static struct { LONG reads; CREDENTIALW *credential; } late;

static SIZE_T aligned(SIZE_T size)
{
    return (size + 7) & ~(SIZE_T)7;
}

static SIZE_T stringSize(LPCWSTR s)
{
    return s ? aligned((lstrlenW(s) + 1) * sizeof(WCHAR)) : 0;
}

static SIZE_T credentialSize(const CREDENTIALW *c)
{
    SIZE_T size = aligned(sizeof *c) + c->AttributeCount * sizeof(CREDENTIAL_ATTRIBUTEW) + aligned(c->CredentialBlobSize) + 8;
    size += stringSize(c->TargetName) + stringSize(c->Comment) + stringSize(c->TargetAlias) + stringSize(c->UserName);
    for (DWORD i = 0; i < c->AttributeCount; i++)
        size += stringSize(c->Attributes[i].Keyword) + aligned(c->Attributes[i].ValueSize);
    return size;
}

static void *put(BYTE **cursor, const void *source, SIZE_T size)
{
    void *place = *cursor;
    memcpy(place, source, size);
    *cursor += aligned(size);
    return place;
}

static LPWSTR putString(BYTE **cursor, LPCWSTR s)
{
    return s ? put(cursor, s, (lstrlenW(s) + 1) * sizeof(WCHAR)) : NULL;
}

/* Copies a credential and all it points to; to has credentialSize bytes. */
static void copyCredential(CREDENTIALW *to, const CREDENTIALW *from)
{
    BYTE *cursor = (BYTE *)to + aligned(sizeof *to);
    *to = *from;
    to->Attributes = from->AttributeCount
        ? put(&cursor, from->Attributes, from->AttributeCount * sizeof(CREDENTIAL_ATTRIBUTEW)) : NULL;
    for (DWORD i = 0; i < from->AttributeCount; i++) {
        to->Attributes[i].Keyword = putString(&cursor, from->Attributes[i].Keyword);
        to->Attributes[i].Value = put(&cursor, from->Attributes[i].Value, from->Attributes[i].ValueSize);
    }
    to->TargetName = putString(&cursor, from->TargetName);
    to->Comment = putString(&cursor, from->Comment);
    to->TargetAlias = putString(&cursor, from->TargetAlias);
    to->UserName = putString(&cursor, from->UserName);
    /* Size 0 comes with a pointer that is not NULL, as it may (R15). */
    to->CredentialBlob = put(&cursor, from->CredentialBlob, from->CredentialBlobSize);
}

static BOOL hidesBlob(DWORD type)
{
    return type == CRED_TYPE_DOMAIN_PASSWORD || type == CRED_TYPE_DOMAIN_CERTIFICATE;
}

static struct entry **find(LPCWSTR name, DWORD type)
{
    struct entry **link = &entries;
    while (*link && ((*link)->credential->Type != type
                     || CompareStringOrdinal((*link)->credential->TargetName, -1, name, -1, TRUE) != CSTR_EQUAL))
        link = &(*link)->next;
    return link;
}

/* Leaves no secret behind: a test searches the memory of the process for one, and must find the product's copies alone. */
static void discard(CREDENTIALW *c)
{
    SecureZeroMemory(c->CredentialBlob, c->CredentialBlobSize);
    HeapFree(GetProcessHeap(), 0, c);
}

static void rememberLate(const CREDENTIALW *found)
{
    if (late.credential)
        discard(late.credential);
    late.credential = NULL;
    if (found) {
        late.credential = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, credentialSize(found));
        copyCredential(late.credential, found);
    }
}

static void drop(struct entry **link)
{
    struct entry *entry = *link;
    *link = entry->next;
    discard(entry->credential);
    HeapFree(GetProcessHeap(), 0, entry);
}

static void stamp(CREDENTIALW *c, LONGLONG offset)
{
    ULARGE_INTEGER time;
    GetSystemTimeAsFileTime(&c->LastWritten);
    time.LowPart = c->LastWritten.dwLowDateTime;
    time.HighPart = c->LastWritten.dwHighDateTime;
    time.QuadPart += offset;
    c->LastWritten.dwLowDateTime = time.LowPart;
    c->LastWritten.dwHighDateTime = time.HighPart;
}

static void store(const CREDENTIALW *c, LONGLONG offset)
{
    struct entry *entry = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *entry);
    struct entry **link = find(c->TargetName, c->Type);
    CREDENTIALW spelled = *c;
    if (*link && keepsSpelling)
        spelled.TargetName = (*link)->credential->TargetName;
    entry->credential = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, credentialSize(&spelled));
    copyCredential(entry->credential, &spelled);
    stamp(entry->credential, offset);
    if (*link)
        drop(link);
    entry->next = entries;
    entries = entry;
}

/* The other program's write, if one was ordered. */
static void foreignWrite(enum function f, LPCWSTR name, DWORD type)
{
    if (!foreign[f].armed)
        return;
    foreign[f].armed = FALSE;
    CREDENTIALW c = {
        .Type = type,
        .TargetName = (LPWSTR)name,
        .CredentialBlobSize = 1,
        .CredentialBlob = &foreign[f].secret,
        .Persist = CRED_PERSIST_LOCAL_MACHINE,
        .UserName = (LPWSTR)L"another\\program",
    };
    store(&c, foreign[f].offset);
}

static BOOL longerThan(LPCWSTR s, int limit)
{
    return s && lstrlenW(s) > limit;
}

/* The error that Windows would answer, 0 if none. */
static DWORD refusal(const CREDENTIALW *c, DWORD flags)
{
    if (!c || !c->TargetName)
        return ERROR_INVALID_PARAMETER;
    if (flags & ~CRED_PRESERVE_CREDENTIAL_BLOB)
        return ERROR_INVALID_FLAGS;
    if (c->Type < 1 || c->Type >= TYPE_MAXIMUM || c->Persist < 1 || c->Persist > 3)
        return ERROR_INVALID_PARAMETER;
    BOOL generic = c->Type == CRED_TYPE_GENERIC || c->Type == TYPE_GENERIC_CERTIFICATE;
    if (longerThan(c->TargetName, generic ? CRED_MAX_GENERIC_TARGET_NAME_LENGTH : CRED_MAX_DOMAIN_TARGET_NAME_LENGTH)
        || longerThan(c->Comment, CRED_MAX_STRING_LENGTH) || longerThan(c->TargetAlias, CRED_MAX_STRING_LENGTH)
        || longerThan(c->UserName, CRED_MAX_USERNAME_LENGTH))
        return RPC_S_INVALID_BOUND;
    if (c->CredentialBlobSize > MAX_BLOB || c->AttributeCount > CRED_MAX_ATTRIBUTES)
        return RPC_X_BAD_STUB_DATA;
    for (DWORD i = 0; i < c->AttributeCount; i++)
        if (!c->Attributes[i].Keyword || longerThan(c->Attributes[i].Keyword, CRED_MAX_STRING_LENGTH)
            || c->Attributes[i].ValueSize > CRED_MAX_VALUE_SIZE)
            return RPC_X_BAD_STUB_DATA;
    /* A pointer without bytes, or bytes without a pointer, is a mistake of the caller's that Windows need not notice. */
    if (!c->CredentialBlobSize != !c->CredentialBlob || !c->AttributeCount != !c->Attributes)
        return ERROR_INVALID_PARAMETER;
    if (c->LastWritten.dwLowDateTime || c->LastWritten.dwHighDateTime)
        return ERROR_INVALID_PARAMETER;
    if (c->Type == CRED_TYPE_DOMAIN_PASSWORD && !c->UserName)
        return ERROR_BAD_USERNAME;
    if ((flags & CRED_PRESERVE_CREDENTIAL_BLOB) && c->CredentialBlobSize)
        return ERROR_INVALID_PARAMETER;
    if ((flags & CRED_PRESERVE_CREDENTIAL_BLOB) && !*find(c->TargetName, c->Type))
        return ERROR_NOT_FOUND;
    return 0;
}

static BOOL write(PCREDENTIALW c, DWORD flags)
{
    DWORD code = refusal(c, flags);
    if (code)
        return fail(code);
    if (c->Persist > persistLimit)
        return fail(ERROR_NO_SUCH_LOGON_SESSION);
    if (pretended[WRITE] > 0) {
        pretended[WRITE]--;
    } else {
        CREDENTIALW merged = *c;
        BYTE kept[MAX_BLOB];
        struct entry *before = *find(c->TargetName, c->Type);
        rememberLate(before ? before->credential : NULL);
        if (flags & CRED_PRESERVE_CREDENTIAL_BLOB) {
            const CREDENTIALW *old = (*find(c->TargetName, c->Type))->credential;
            memcpy(kept, old->CredentialBlob, old->CredentialBlobSize);
            merged.CredentialBlobSize = old->CredentialBlobSize;
            merged.CredentialBlob = kept;
        }
        store(&merged, stampOffset);
        SecureZeroMemory(kept, sizeof kept);
    }
    foreignWrite(WRITE, c->TargetName, c->Type);
    return TRUE;
}

EXPORT BOOL WINAPI CredWriteW(PCREDENTIALW c, DWORD flags)
{
    BOOL entered = enter(WRITE);
    DWORD code = GetLastError();
    rememberInput(c);
    SetLastError(code);
    return leave(entered && write(c, flags));
}

static BOOL readable(LPCWSTR name, DWORD type, DWORD flags)
{
    if (!name || type < 1 || type >= TYPE_MAXIMUM)
        return fail(ERROR_INVALID_PARAMETER);
    if (flags)
        return fail(ERROR_INVALID_FLAGS);
    return *find(name, type) ? TRUE : fail(ERROR_NOT_FOUND);
}

/* Copies a credential into a block, as the system gives it out. */
static void giveOut(struct block *block, CREDENTIALW *to, const CREDENTIALW *from)
{
    copyCredential(to, from);
    if (hidesBlob(to->Type)) {
        SecureZeroMemory(to->CredentialBlob, to->CredentialBlobSize);
        to->CredentialBlob = NULL;
        to->CredentialBlobSize = 0;
    } else {
        block->secret[block->secrets++] = (struct secret){to->CredentialBlob, to->CredentialBlobSize};
    }
}

EXPORT BOOL WINAPI CredReadW(LPCWSTR name, DWORD type, DWORD flags, PCREDENTIALW *result)
{
    if (!enter(READ))
        return leave(FALSE);
    foreignWrite(READ, name, type);
    BOOL tooEarly = late.reads > 0 && late.reads--;
    if (tooEarly && !late.credential)
        return leave(fail(ERROR_NOT_FOUND));
    if (!tooEarly && !readable(name, type, flags))
        return leave(FALSE);
    const CREDENTIALW *found = tooEarly ? late.credential : (*find(name, type))->credential;
    *result = newBlock(credentialSize(found), 1);
    giveOut(blocks, *result, found);
    if (damagedElement == 0) {
        damagedElement = -1;
        (*result)->AttributeCount = 0x80000000;
        (*result)->Attributes = (PCREDENTIAL_ATTRIBUTEW)*result;
    }
    return leave(TRUE);
}

EXPORT BOOL WINAPI CredDeleteW(LPCWSTR name, DWORD type, DWORD flags)
{
    if (!enter(DELETE_) || !readable(name, type, flags))
        return leave(FALSE);
    if (pretended[DELETE_] > 0)
        pretended[DELETE_]--;
    else {
        rememberLate((*find(name, type))->credential);
        drop(find(name, type));
    }
    foreignWrite(DELETE_, name, type);
    return leave(TRUE);
}

/* prefix*, or exactly the name. */
static BOOL matches(LPCWSTR filter, LPCWSTR name)
{
    if (!filter)
        return TRUE;
    int length = lstrlenW(filter), nameLength = lstrlenW(name);
    if (length && filter[length - 1] == L'*')
        return nameLength >= length - 1 && CompareStringOrdinal(filter, length - 1, name, length - 1, TRUE) == CSTR_EQUAL;
    return CompareStringOrdinal(filter, length, name, nameLength, TRUE) == CSTR_EQUAL;
}

static LPWSTR qualified(const CREDENTIALW *c)
{
    LPCWSTR prefix = c->Type == CRED_TYPE_GENERIC || c->Type == TYPE_GENERIC_CERTIFICATE ? L"LegacyGeneric:target="
        : c->Type == TYPE_DOMAIN_EXTENDED ? L"" : L"Domain:target=";
    LPWSTR name = HeapAlloc(GetProcessHeap(), 0, (lstrlenW(prefix) + lstrlenW(c->TargetName) + 1) * sizeof(WCHAR));
    lstrcpyW(name, prefix);
    lstrcatW(name, c->TargetName);
    return name;
}

EXPORT BOOL WINAPI CredEnumerateW(LPCWSTR filter, DWORD flags, DWORD *count, PCREDENTIALW **result)
{
    if (!enter(ENUMERATE))
        return leave(FALSE);
    if ((flags & ~ENUMERATE_ALL) || (flags && filter))
        return leave(fail(ERROR_INVALID_FLAGS));
    DWORD number = 0;
    SIZE_T size = 0;
    for (struct entry *e = entries; e; e = e->next) {
        if (matches(filter, e->credential->TargetName)) {
            number++;
            size += aligned(credentialSize(e->credential)) + (flags ? 64 : 0);
        }
    }
    *count = number;
    if (!number)
        return leave(fail(ERROR_NOT_FOUND));
    *result = newBlock(aligned(number * sizeof(PCREDENTIALW)) + size, number);
    BYTE *cursor = (BYTE *)*result + aligned(number * sizeof(PCREDENTIALW));
    DWORD n = 0;
    for (struct entry *e = entries; e; e = e->next) {
        if (matches(filter, e->credential->TargetName)) {
            CREDENTIALW named = *e->credential;
            if (flags)
                named.TargetName = qualified(e->credential);
            (*result)[n] = (PCREDENTIALW)cursor;
            giveOut(blocks, (*result)[n], &named);
            cursor += aligned(credentialSize(&named));
            if (flags)
                HeapFree(GetProcessHeap(), 0, named.TargetName);
            if ((LONG)n == damagedElement) {
                damagedElement = -1;
                (*result)[n]->AttributeCount = 0x80000000;
                (*result)[n]->Attributes = (PCREDENTIAL_ATTRIBUTEW)(*result)[n];
            }
            n++;
        }
    }
    return leave(TRUE);
}

EXPORT BOOL WINAPI CredGetSessionTypes(DWORD number, LPDWORD persist)
{
    static const DWORD allowed[TYPE_MAXIMUM] = {0, 3, 3, 2, 0, 3, 1};
    if (!enter(SESSION_TYPES))
        return leave(FALSE);
    for (DWORD i = 0; i < number && i < TYPE_MAXIMUM; i++)
        persist[i] = min(allowed[i], persistLimit);
    return leave(TRUE);
}

/* ---- domain credentials --------------------------------------------------------------------------------------------------------------- */

static BOOL same(LPCWSTR a, LPCWSTR b)
{
    return a && b && CompareStringOrdinal(a, -1, b, -1, TRUE) == CSTR_EQUAL;
}

/* Whether name is domain\* */
static BOOL isDomainWildcard(LPCWSTR name, LPCWSTR domain)
{
    int length = domain ? lstrlenW(domain) : 0;
    return length && lstrlenW(name) == length + 2 && !lstrcmpW(name + length, L"\\*")
        && CompareStringOrdinal(name, length, domain, length, TRUE) == CSTR_EQUAL;
}

enum { WILDCARDS = 10, LONGEST = 1000 };

/* The line of the documented order of specificity that this name stands in for the target, lower being better; 0 if it serves it not. */
static int rank(const CREDENTIAL_TARGET_INFORMATIONW *t, LPCWSTR name)
{
    if (t->TargetName && wcschr(t->TargetName, L'\\') && same(name, t->TargetName))
        return 1;
    if (same(name, t->DnsServerName))
        return 2;
    if (same(name, t->NetbiosServerName))
        return 3;
    if (same(name, t->TargetName))
        return 4;
    int length = lstrlenW(name), serverLength = t->DnsServerName ? lstrlenW(t->DnsServerName) : 0;
    if (name[0] == L'*' && name[1] == L'.' && serverLength >= length
        && same(name + 1, t->DnsServerName + serverLength - (length - 1)))
        return WILDCARDS + LONGEST - length;
    if (isDomainWildcard(name, t->DnsDomainName))
        return WILDCARDS + LONGEST + 1;
    if (isDomainWildcard(name, t->NetbiosDomainName))
        return WILDCARDS + LONGEST + 2;
    if (same(name, L"*Session"))
        return WILDCARDS + LONGEST + 3;
    return same(name, L"*") ? WILDCARDS + LONGEST + 4 : 0;
}

static BOOL namesTarget(const CREDENTIAL_TARGET_INFORMATIONW *t)
{
    return t && (t->NetbiosServerName || t->DnsServerName || t->NetbiosDomainName || t->DnsDomainName || t->DnsTreeName);
}

EXPORT BOOL WINAPI CredWriteDomainCredentialsW(PCREDENTIAL_TARGET_INFORMATIONW target, PCREDENTIALW c, DWORD flags)
{
    BOOL entered = enter(WRITE);
    DWORD code = GetLastError();
    rememberInput(c);
    SetLastError(code);
    if (!entered)
        return leave(FALSE);
    if (!namesTarget(target) || !c || !c->TargetName
        || (c->Type != CRED_TYPE_DOMAIN_PASSWORD && c->Type != CRED_TYPE_DOMAIN_CERTIFICATE) || !rank(target, c->TargetName))
        return leave(fail(ERROR_INVALID_PARAMETER));
    return leave(write(c, flags));
}

static struct entry *best(const CREDENTIAL_TARGET_INFORMATIONW *target, DWORD type)
{
    struct entry *found = NULL;
    for (struct entry *e = entries; e; e = e->next) {
        int line = hidesBlob(type) && e->credential->Type == type ? rank(target, e->credential->TargetName) : 0;
        if (line && (!found || line < rank(target, found->credential->TargetName)))
            found = e;
    }
    return found;
}

EXPORT BOOL WINAPI CredReadDomainCredentialsW(PCREDENTIAL_TARGET_INFORMATIONW target, DWORD flags, DWORD *count,
                                              PCREDENTIALW **result)
{
    static const DWORD unpreferred[] = {CRED_TYPE_DOMAIN_CERTIFICATE, CRED_TYPE_DOMAIN_PASSWORD};
    struct entry *found[TYPE_MAXIMUM];
    DWORD number = 0;
    SIZE_T size = 0;
    *count = 0;
    *result = NULL;
    if (!enter(READ))
        return leave(FALSE);
    if (!namesTarget(target))
        return leave(fail(ERROR_INVALID_PARAMETER));
    if (flags & ~CRED_CACHE_TARGET_INFORMATION)
        return leave(fail(ERROR_INVALID_FLAGS));
    const DWORD *types = target->CredTypeCount ? target->CredTypes : unpreferred;
    DWORD typeCount = target->CredTypeCount ? target->CredTypeCount : 2;
    for (DWORD i = 0; i < typeCount && number < TYPE_MAXIMUM; i++) {
        struct entry *e = best(target, types[i]);
        for (DWORD n = 0; n < number; n++)
            if (found[n] == e)
                e = NULL;
        if (e) {
            found[number++] = e;
            size += aligned(credentialSize(e->credential));
        }
    }
    if (!number)
        return leave(fail(ERROR_NOT_FOUND));
    *count = number;
    *result = newBlock(aligned(number * sizeof(PCREDENTIALW)) + size, number);
    BYTE *cursor = (BYTE *)*result + aligned(number * sizeof(PCREDENTIALW));
    for (DWORD n = 0; n < number; n++) {
        (*result)[n] = (PCREDENTIALW)cursor;
        giveOut(blocks, (*result)[n], found[n]->credential);
        if (rank(target, found[n]->credential->TargetName) > WILDCARDS)
            (*result)[n]->Flags |= 0x20;
        cursor += aligned(credentialSize(found[n]->credential));
    }
    return leave(TRUE);
}

/* ---- for the tests -------------------------------------------------------------------------------------------------------------------- */

/* Removes all credentials and orders; the counters stay. */
EXPORT void WINAPI DoubleReset(void)
{
    EnterCriticalSection(&guard);
    while (entries)
        drop(&entries);
    memset(failure, 0, sizeof failure);
    memset(pretended, 0, sizeof pretended);
    memset(foreign, 0, sizeof foreign);
    memset(calls, 0, sizeof calls);
    rememberLate(NULL);
    late.reads = 0;
    damagedElement = -1;
    delayMillis = 0;
    stampOffset = 0;
    persistLimit = CRED_PERSIST_ENTERPRISE;
    keepsSpelling = FALSE;
    LeaveCriticalSection(&guard);
}

EXPORT void WINAPI DoubleForgetCounters(void)
{
    memset(counters, 0, sizeof counters);
    SecureZeroMemory(&input, sizeof input);
}

EXPORT int WINAPI DoubleCounter(int counter)
{
    EnterCriticalSection(&guard);
    lookAtInput();
    LONG value = counters[counter];
    LeaveCriticalSection(&guard);
    return value;
}

/* How often a function was called since the last reset. */
EXPORT int WINAPI DoubleCalls(int function)
{
    return calls[function];
}

/* The n-th call from now of a function, or of any, fails with this code. */
EXPORT void WINAPI DoubleFail(int function, int n, int code)
{
    failure[function].countdown = n;
    failure[function].code = (DWORD)code;
}

/* So many calls of WRITE or DELETE report success and change nothing. */
EXPORT void WINAPI DoublePretend(int function, int times)
{
    pretended[function] = times;
}

/* Right after the next WRITE or DELETE, or before the next READ, another program stores a secret of one byte, its LastWritten so far from now. */
EXPORT void WINAPI DoubleForeignWrite(int function, BYTE secret, LONGLONG offset)
{
    foreign[function].secret = secret;
    foreign[function].offset = offset;
    foreign[function].armed = TRUE;
}

/* From now LastWritten is so far from the system time. */
EXPORT void WINAPI DoubleStampOffset(LONGLONG offset)
{
    stampOffset = offset;
}

/* The time that a write is stamped with when there is no offset. */
EXPORT void WINAPI DoubleSystemTime(FILETIME *time)
{
    GetSystemTimeAsFileTime(time);
}

/* So many reads from now find what was there before the last write or delete. */
EXPORT void WINAPI DoubleShowLate(int reads)
{
    late.reads = reads;
}

/* In the next result the credential at this position cannot be copied. */
EXPORT void WINAPI DoubleDamage(int element)
{
    damagedElement = element;
}

/* Each call takes so long. */
EXPORT void WINAPI DoubleDelay(int millis)
{
    delayMillis = (DWORD)millis;
}

/* The session allows this persistence and none longer. */
EXPORT void WINAPI DoublePersistLimit(int limit)
{
    persistLimit = (DWORD)limit;
}

/* From now a credential that is overwritten keeps the spelling of its name. */
EXPORT void WINAPI DoubleKeepSpelling(void)
{
    keepsSpelling = TRUE;
}

struct fact { const char *name; int size; int offset; };

#define STRUCT(type) {#type, (int)sizeof(type), 0}
#define FIELD(type, field) {#type "." #field, (int)sizeof(((type *)0)->field), (int)offsetof(type, field)}

static const struct fact facts[] = {
    STRUCT(CREDENTIALW),
    FIELD(CREDENTIALW, Flags), FIELD(CREDENTIALW, Type), FIELD(CREDENTIALW, TargetName), FIELD(CREDENTIALW, Comment),
    FIELD(CREDENTIALW, LastWritten), FIELD(CREDENTIALW, CredentialBlobSize), FIELD(CREDENTIALW, CredentialBlob),
    FIELD(CREDENTIALW, Persist), FIELD(CREDENTIALW, AttributeCount), FIELD(CREDENTIALW, Attributes),
    FIELD(CREDENTIALW, TargetAlias), FIELD(CREDENTIALW, UserName),
    STRUCT(CREDENTIAL_ATTRIBUTEW),
    FIELD(CREDENTIAL_ATTRIBUTEW, Keyword), FIELD(CREDENTIAL_ATTRIBUTEW, Flags), FIELD(CREDENTIAL_ATTRIBUTEW, ValueSize),
    FIELD(CREDENTIAL_ATTRIBUTEW, Value),
    STRUCT(CREDENTIAL_TARGET_INFORMATIONW),
    FIELD(CREDENTIAL_TARGET_INFORMATIONW, TargetName), FIELD(CREDENTIAL_TARGET_INFORMATIONW, NetbiosServerName),
    FIELD(CREDENTIAL_TARGET_INFORMATIONW, DnsServerName), FIELD(CREDENTIAL_TARGET_INFORMATIONW, NetbiosDomainName),
    FIELD(CREDENTIAL_TARGET_INFORMATIONW, DnsDomainName), FIELD(CREDENTIAL_TARGET_INFORMATIONW, DnsTreeName),
    FIELD(CREDENTIAL_TARGET_INFORMATIONW, PackageName), FIELD(CREDENTIAL_TARGET_INFORMATIONW, Flags),
    FIELD(CREDENTIAL_TARGET_INFORMATIONW, CredTypeCount), FIELD(CREDENTIAL_TARGET_INFORMATIONW, CredTypes),
    STRUCT(CREDUI_INFOW),
    FIELD(CREDUI_INFOW, cbSize), FIELD(CREDUI_INFOW, hwndParent), FIELD(CREDUI_INFOW, pszMessageText),
    FIELD(CREDUI_INFOW, pszCaptionText), FIELD(CREDUI_INFOW, hbmBanner),
    STRUCT(CERT_CREDENTIAL_INFO),
    FIELD(CERT_CREDENTIAL_INFO, cbSize), FIELD(CERT_CREDENTIAL_INFO, rgbHashOfCert),
    STRUCT(USERNAME_TARGET_CREDENTIAL_INFO),
    FIELD(USERNAME_TARGET_CREDENTIAL_INFO, UserName),
    STRUCT(SECURITY_ATTRIBUTES),
    FIELD(SECURITY_ATTRIBUTES, nLength), FIELD(SECURITY_ATTRIBUTES, lpSecurityDescriptor),
    FIELD(SECURITY_ATTRIBUTES, bInheritHandle),
};

/* Puts "NAME SIZE OFFSET" of the fact at this position into line; FALSE behind the last one. */
EXPORT BOOL WINAPI DoubleLayoutFact(int position, char *line, int size)
{
    if (position >= (int)(sizeof facts / sizeof *facts))
        return FALSE;
    snprintf(line, size, "%s %d %d", facts[position].name, facts[position].size, facts[position].offset);
    return TRUE;
}
