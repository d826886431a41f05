/*
 * advapi32.dll that answers the credential functions at once, from memory that is made once, and forwards everything else to a renamed copy of
 * Wine's: so any program can be measured unchanged without the store behind it.
 *
 * CredReadW answers every name with one credential of a 32-byte blob, which it restores each time, since a caller may wipe it. CredEnumerateW
 * answers the filter list/N/... with N credentials, and anything else with one. BenchmarkBlocks says how many blocks are not yet freed.
 */
#define _WIN32_WINNT 0x0A00
#define _ADVAPI32_
#include <windows.h>
#include <wincred.h>
#include <stdio.h>

enum { BLOB_BYTES = 32, MOST_LISTS = 8 };

static const WCHAR secret[BLOB_BYTES / 2] = L"secret of 16 uni";
static BYTE blob[BLOB_BYTES];
static volatile LONG64 blocks;

static CREDENTIALW single = {
    .Type = CRED_TYPE_GENERIC,
    .TargetName = (LPWSTR)L"git:https://host.example",
    .Comment = (LPWSTR)L"a comment",
    .LastWritten = {.dwHighDateTime = 0x40000000},
    .CredentialBlobSize = BLOB_BYTES,
    .CredentialBlob = blob,
    .Persist = CRED_PERSIST_LOCAL_MACHINE,
    .UserName = (LPWSTR)L"bob@example",
};

static CREDENTIALA ansi = {
    .Type = CRED_TYPE_GENERIC,
    .TargetName = (LPSTR)"git:https://host.example",
    .Comment = (LPSTR)"a comment",
    .LastWritten = {.dwHighDateTime = 0x40000000},
    .CredentialBlobSize = BLOB_BYTES,
    .CredentialBlob = blob,
    .Persist = CRED_PERSIST_LOCAL_MACHINE,
    .UserName = (LPSTR)"bob@example",
};

typedef struct {
    DWORD count;
    PCREDENTIALW *array;
} List;

static List lists[MOST_LISTS];

/* One block with everything, as Windows returns it: the pointers, the structs, then what those point to. */
static PCREDENTIALW *make(DWORD count)
{
    enum { STRING_UNITS = 32 };
    typedef struct {
        WCHAR name[STRING_UNITS];
        WCHAR comment[STRING_UNITS];
        WCHAR user[STRING_UNITS];
        BYTE blob[BLOB_BYTES];
    } Content;
    SIZE_T each = sizeof(PCREDENTIALW) + sizeof(CREDENTIALW) + sizeof(Content);
    PCREDENTIALW *array = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, count * each);
    CREDENTIALW *structs = (CREDENTIALW *)(array + count);
    Content *contents = (Content *)(structs + count);
    for (DWORD i = 0; i < count; i++) {
        structs[i] = single;
        structs[i].TargetName = contents[i].name;
        structs[i].Comment = wcscpy(contents[i].comment, single.Comment);
        structs[i].UserName = wcscpy(contents[i].user, single.UserName);
        structs[i].CredentialBlob = contents[i].blob;
        swprintf(structs[i].TargetName, STRING_UNITS, L"list/%u/%05u", count, i);
        array[i] = &structs[i];
    }
    return array;
}

BOOL WINAPI CredReadW(LPCWSTR name, DWORD type, DWORD flags, PCREDENTIALW *result)
{
    (void)name;
    (void)type;
    (void)flags;
    memcpy(blob, secret, BLOB_BYTES);
    blocks++;
    *result = &single;
    return TRUE;
}

/* java-keyring calls the functions of the ANSI code page. */
BOOL WINAPI CredReadA(LPCSTR name, DWORD type, DWORD flags, PCREDENTIALA *result)
{
    (void)name;
    (void)type;
    (void)flags;
    memcpy(blob, secret, BLOB_BYTES);
    blocks++;
    *result = &ansi;
    return TRUE;
}

BOOL WINAPI CredWriteW(PCREDENTIALW credential, DWORD flags)
{
    (void)credential;
    (void)flags;
    return TRUE;
}

BOOL WINAPI CredDeleteW(LPCWSTR name, DWORD type, DWORD flags)
{
    (void)name;
    (void)type;
    (void)flags;
    return TRUE;
}

BOOL WINAPI CredWriteA(PCREDENTIALA credential, DWORD flags)
{
    (void)credential;
    (void)flags;
    return TRUE;
}

BOOL WINAPI CredDeleteA(LPCSTR name, DWORD type, DWORD flags)
{
    (void)name;
    (void)type;
    (void)flags;
    return TRUE;
}

BOOL WINAPI CredEnumerateW(LPCWSTR filter, DWORD flags, DWORD *count, PCREDENTIALW **result)
{
    DWORD wanted = 1;
    (void)flags;
    if (filter && !wcsncmp(filter, L"list/", 5))
        wanted = wcstoul(filter + 5, NULL, 10);
    for (int i = 0; i < MOST_LISTS; i++) {
        if (!lists[i].array) {
            lists[i].count = wanted;
            lists[i].array = make(wanted);
        }
        if (lists[i].count == wanted) {
            blocks++;
            *count = wanted;
            *result = lists[i].array;
            return TRUE;
        }
    }
    SetLastError(ERROR_NOT_ENOUGH_MEMORY);
    return FALSE;
}

BOOL WINAPI CredGetSessionTypes(DWORD count, LPDWORD persist)
{
    for (DWORD i = 0; i < count; i++)
        persist[i] = i ? CRED_PERSIST_ENTERPRISE : CRED_PERSIST_NONE;
    return TRUE;
}

VOID WINAPI CredFree(PVOID block)
{
    (void)block;
    blocks--;
}

LONG64 WINAPI BenchmarkBlocks(void)
{
    return blocks;
}
