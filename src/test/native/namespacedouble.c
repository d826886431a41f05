/*
 * The functions of kernel32 for private namespaces, which Wine 8 lacks. A namespace is a directory of the kernel's among the session's named
 * objects, so that CreateMutexW finds NAME\OBJECT by itself, the directory goes with its last handle, and another process can be in it.
 *
 * As on Windows only a process whose token has the SIDs of the boundary can make one; here none but the user's count. Shows nothing about Windows: there the name is one of the
 * process's own, and the boundary tells namespaces apart.
 */
#define _WIN32_WINNT 0x0A00
#define _KERNEL32_
#define UNICODE
#include <windows.h>
#include <winternl.h>
#include <ntsecapi.h>
#include <stdio.h>

#define EXPORT __declspec(dllexport)

enum { DIRECTORY_ALL_ACCESS_ = 0xF000F };

typedef NTSTATUS(NTAPI *Directory)(HANDLE *, ACCESS_MASK, OBJECT_ATTRIBUTES *);

struct boundary { DWORD sids; BOOL inside; };

/* The next attempt to open a namespace comes too late: its last process has just ended. */
static BOOL failNextOpen;

EXPORT HANDLE WINAPI CreateBoundaryDescriptorW(LPCWSTR name, ULONG flags)
{
    if (!name || flags) {
        SetLastError(ERROR_INVALID_PARAMETER);
        return NULL;
    }
    struct boundary *boundary = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof *boundary);
    boundary->inside = TRUE;
    return boundary;
}

/* Not CheckTokenMembership: Wine's looks at the groups only. */
static BOOL isUser(PSID sid)
{
    union { TOKEN_USER user; BYTE bytes[128]; } token;
    HANDLE handle;
    DWORD size;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &handle))
        return FALSE;
    BOOL known = GetTokenInformation(handle, TokenUser, &token, sizeof token, &size);
    CloseHandle(handle);
    return known && EqualSid(token.user.User.Sid, sid);
}

EXPORT BOOL WINAPI AddSIDToBoundaryDescriptor(HANDLE *handle, PSID sid)
{
    struct boundary *boundary = *handle;
    if (!IsValidSid(sid)) {
        SetLastError(ERROR_INVALID_SID);
        return FALSE;
    }
    boundary->sids++;
    boundary->inside = boundary->inside && isUser(sid);
    return TRUE;
}

EXPORT VOID WINAPI DeleteBoundaryDescriptor(HANDLE boundary)
{
    HeapFree(GetProcessHeap(), 0, boundary);
}

static HANDLE directory(const char *function, LPCWSTR name, SECURITY_ATTRIBUTES *security)
{
    WCHAR path[MAX_PATH];
    DWORD session = 0;
    OBJECT_ATTRIBUTES attributes;
    HANDLE handle = NULL;
    ProcessIdToSessionId(GetCurrentProcessId(), &session);
    if (session)
        swprintf(path, MAX_PATH, L"\\Sessions\\%lu\\BaseNamedObjects\\%ls", session, name);
    else
        swprintf(path, MAX_PATH, L"\\BaseNamedObjects\\%ls", name);
    USHORT bytes = (USHORT)(lstrlenW(path) * sizeof(WCHAR));
    UNICODE_STRING string = {bytes, bytes, path};
    InitializeObjectAttributes(&attributes, &string, 0, NULL, security ? security->lpSecurityDescriptor : NULL);
    Directory call = (Directory)(void *)GetProcAddress(GetModuleHandleW(L"ntdll"), function);
    NTSTATUS status = call(&handle, DIRECTORY_ALL_ACCESS_, &attributes);
    if (status < 0) {
        SetLastError(LsaNtStatusToWinError(status));
        return NULL;
    }
    return handle;
}

EXPORT HANDLE WINAPI CreatePrivateNamespaceW(SECURITY_ATTRIBUTES *security, LPVOID handle, LPCWSTR prefix)
{
    struct boundary *boundary = handle;
    if (!boundary->sids || !boundary->inside) {
        SetLastError(ERROR_ACCESS_DENIED);
        return NULL;
    }
    return directory("NtCreateDirectoryObject", prefix, security);
}

EXPORT HANDLE WINAPI OpenPrivateNamespaceW(LPVOID boundary, LPCWSTR prefix)
{
    (void)boundary;
    if (failNextOpen) {
        failNextOpen = FALSE;
        SetLastError(ERROR_PATH_NOT_FOUND);
        return NULL;
    }
    return directory("NtOpenDirectoryObject", prefix, NULL);
}

EXPORT void WINAPI DoubleFailNextOpen(void)
{
    failNextOpen = TRUE;
}
