/*
 * worker.exe c|c-mutex: the C program of the tables. Does what the Java worker does, with the same commands and answers, straight on the
 * functions of Windows: a read copies the blob, wipes it and frees the block. With c-mutex every call holds a named mutex.
 * worker.exe first NAME: reads one secret and ends.
 */
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <wincred.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAMES = 50, NAME_UNITS = 128 };

static WCHAR names[NAMES][NAME_UNITS];
static WCHAR filter[NAME_UNITS];
static HANDLE mutex;
static BYTE sink[CRED_MAX_CREDENTIAL_BLOB_SIZE];

static void fail(const char *what)
{
    printf("error %s %lu\n", what, (unsigned long)GetLastError());
    exit(1);
}

static void lock(void)
{
    if (mutex && WaitForSingleObject(mutex, 10000) != WAIT_OBJECT_0)
        fail("WaitForSingleObject");
}

static void unlock(void)
{
    if (mutex)
        ReleaseMutex(mutex);
}

static void read_one(LPCWSTR name)
{
    PCREDENTIALW found;
    lock();
    if (!CredReadW(name, CRED_TYPE_GENERIC, 0, &found))
        fail("CredReadW");
    memcpy(sink, found->CredentialBlob, found->CredentialBlobSize);
    SecureZeroMemory(found->CredentialBlob, found->CredentialBlobSize);
    CredFree(found);
    unlock();
}

static void write_one(LPCWSTR name)
{
    WCHAR secret[] = L"secret of 16 uni";
    CREDENTIALW credential = {
        .Type = CRED_TYPE_GENERIC,
        .TargetName = (LPWSTR)name,
        .CredentialBlobSize = sizeof secret - sizeof(WCHAR),
        .CredentialBlob = (LPBYTE)secret,
        .Persist = CRED_PERSIST_LOCAL_MACHINE,
        .UserName = (LPWSTR)L"bob@example",
    };
    lock();
    if (!CredWriteW(&credential, 0))
        fail("CredWriteW");
    unlock();
}

static void delete_one(LPCWSTR name)
{
    lock();
    if (!CredDeleteW(name, CRED_TYPE_GENERIC, 0))
        fail("CredDeleteW");
    unlock();
}

/* Handles of this process, out of the list of all handles: GetProcessHandleCount answers 0 under Wine. */
static unsigned long count_handles(void)
{
    enum { SYSTEM_HANDLE_INFORMATION_CLASS = 16, STATUS_LENGTH_MISMATCH = (int)0xC0000004 };
    typedef struct {
        ULONG process;
        ULONG type_and_value;
        PVOID object;
        ACCESS_MASK access;
    } Entry;
    typedef struct {
        ULONG count;
        Entry entries[];
    } Table;
    typedef LONG(WINAPI * Query)(int, PVOID, ULONG, PULONG);
    Query query = (Query)(void *)GetProcAddress(GetModuleHandleW(L"ntdll"), "NtQuerySystemInformation");
    Table *table = NULL;
    ULONG size = 1 << 16;
    unsigned long handles = 0;
    do
        table = realloc(table, size *= 2);
    while (table && query(SYSTEM_HANDLE_INFORMATION_CLASS, table, size, NULL) == STATUS_LENGTH_MISMATCH);
    if (!table)
        fail("realloc");
    for (ULONG i = 0; i < table->count; i++)
        handles += table->entries[i].process == GetCurrentProcessId();
    free(table);
    return handles;
}

/* Asks for a credential that is not there. */
static void miss_one(void)
{
    PCREDENTIALW found;
    lock();
    if (CredReadW(L"wincred-benchmark/missing", CRED_TYPE_GENERIC, 0, &found) || GetLastError() != ERROR_NOT_FOUND)
        fail("CredReadW of nothing");
    unlock();
}

/* Copies the names, as any listing must, and wipes the secrets that come along. */
static void list_all(void)
{
    PCREDENTIALW *found;
    DWORD count;
    lock();
    if (!CredEnumerateW(filter, 0, &count, &found))
        fail("CredEnumerateW");
    for (DWORD i = 0; i < count; i++) {
        SIZE_T bytes = (wcslen(found[i]->TargetName) + 1) * sizeof(WCHAR);
        memcpy(sink, found[i]->TargetName, bytes < sizeof sink ? bytes : sizeof sink);
        SecureZeroMemory(found[i]->CredentialBlob, found[i]->CredentialBlobSize);
    }
    CredFree(found);
    unlock();
}

static void run(const char *operation, long number)
{
    switch (operation[0]) {
    case 'r': read_one(names[number % NAMES]); break;
    case 'w': write_one(names[number % NAMES]); break;
    case 'd': delete_one(names[number % NAMES]); break;
    case 'l': list_all(); break;
    case 'm': miss_one(); break;
    default: fail(operation);
    }
}

int wmain(int argc, wchar_t **argv)
{
    char line[256], operation[32], argument[128];
    LARGE_INTEGER frequency, start, end;
    if (argc < 2)
        return 2;
    if (!wcscmp(argv[1], L"first")) {
        read_one(argv[2]);
        return 0;
    }
    if (!wcscmp(argv[1], L"c-mutex") && !(mutex = CreateMutexW(NULL, FALSE, L"Global\\wincred-benchmark")))
        fail("CreateMutexW");
    QueryPerformanceFrequency(&frequency);
    setvbuf(stdout, NULL, _IOFBF, 4096);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%31s %127s", operation, argument) != 2)
            break;
        if (!strcmp(operation, "names")) {
            for (int i = 0; i < NAMES; i++)
                swprintf(names[i], NAME_UNITS, L"%hs%d", argument, i);
            swprintf(filter, NAME_UNITS, L"%hs*", argument);
            printf("0\n");
        } else if (!strcmp(operation, "handles")) {
            printf("%lu\n", count_handles());
        } else if (!strcmp(operation, "collect")) {
            printf("0\n");
        } else {
            long count = atol(argument);
            QueryPerformanceCounter(&start);
            for (long i = 0; i < count; i++)
                run(operation, i);
            QueryPerformanceCounter(&end);
            printf("%.0f\n", (double)(end.QuadPart - start.QuadPart) * 1e9 / (double)frequency.QuadPart);
        }
        fflush(stdout);
    }
    return 0;
}
