/*
 * As much of windows.h as the doubles need, for gcc on 64-bit Linux with -fshort-wchar: characters of 16 bits, a LONG of 32, and the last error
 * in errno, where both bindings look for it there. Shows nothing about Windows; what the structs look like there mingw's header says.
 */
#pragma once
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>


/* Of unistd.h, whose other names the doubles have. */
extern int getpid(void);

#define min(a, b) ((a) < (b) ? (a) : (b))
#define __declspec(x) __attribute__((visibility("default")))
#define WINAPI
#define TRUE 1
#define FALSE 0
#define VOID void
#define CONST const

typedef uint8_t BYTE, UCHAR, *LPBYTE, *PBYTE;
typedef uint32_t DWORD, ULONG, *LPDWORD;
typedef int32_t LONG, BOOL, *PBOOL;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef size_t SIZE_T, ULONG_PTR;
typedef void *PVOID, *LPVOID, *HANDLE, *HINSTANCE, *HWND, *HBITMAP, *HLOCAL;
typedef const void *LPCVOID;
typedef wchar_t WCHAR, *LPWSTR, *PWSTR;
typedef const wchar_t *LPCWSTR, *PCWSTR;
_Static_assert(sizeof(WCHAR) == 2, "compile with -fshort-wchar");

typedef struct { DWORD dwLowDateTime, dwHighDateTime; } FILETIME;
typedef struct { DWORD nLength; LPVOID lpSecurityDescriptor; BOOL bInheritHandle; } SECURITY_ATTRIBUTES;
typedef union { struct { DWORD LowPart, HighPart; }; ULONGLONG QuadPart; } ULARGE_INTEGER;

enum {
    ERROR_NOT_SUPPORTED = 50,
    ERROR_INVALID_PARAMETER = 87,
    ERROR_INSUFFICIENT_BUFFER = 122,
    ERROR_IO_PENDING = 997,
    ERROR_INVALID_FLAGS = 1004,
    ERROR_NOT_FOUND = 1168,
    ERROR_NO_SUCH_LOGON_SESSION = 1312,
    RPC_S_INVALID_BOUND = 1734,
    RPC_X_BAD_STUB_DATA = 1783,
    ERROR_BAD_USERNAME = 2202,
    DLL_PROCESS_ATTACH = 1,
    HEAP_ZERO_MEMORY = 8,
    CSTR_EQUAL = 2,
};

BOOL DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) __attribute__((weak));

__attribute__((constructor)) static void attach(void)
{
    if (DllMain)
        DllMain(NULL, DLL_PROCESS_ATTACH, NULL);
}

#define SetLastError(code) ((void)(errno = (int)(code)))
#define GetLastError() ((DWORD)errno)

typedef pthread_mutex_t CRITICAL_SECTION;

static inline void InitializeCriticalSection(CRITICAL_SECTION *section)
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(section, &attributes);
}

#define EnterCriticalSection pthread_mutex_lock
#define LeaveCriticalSection pthread_mutex_unlock
#define InterlockedIncrement(number) __sync_add_and_fetch(number, 1)
#define InterlockedDecrement(number) __sync_sub_and_fetch(number, 1)
#define InterlockedExchange(number, value) __atomic_exchange_n(number, value, __ATOMIC_SEQ_CST)
#define GetProcessHeap() NULL
#define HeapAlloc(heap, flags, size) calloc(1, size)
#define HeapFree(heap, flags, block) free(block)
#define SecureZeroMemory(memory, size) explicit_bzero(memory, size)
#define GetCurrentProcess() NULL

static inline BOOL ReadProcessMemory(HANDLE process, LPCVOID from, LPVOID to, SIZE_T size, SIZE_T *read)
{
    (void)process;
    int error = errno;
    struct iovec local = {to, size}, remote = {(void *)from, size};
    ssize_t bytes = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
    errno = error;
    *read = bytes > 0 ? (SIZE_T)bytes : 0;
    return bytes > 0;
}

static inline void Sleep(DWORD milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

/* 100 nanoseconds since 1601. */
static inline void GetSystemTimeAsFileTime(FILETIME *time)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    ULARGE_INTEGER count = {.QuadPart = (now.tv_sec + 11644473600ULL) * 10000000ULL + now.tv_nsec / 100};
    time->dwLowDateTime = count.LowPart;
    time->dwHighDateTime = count.HighPart;
}

static inline int lstrlenW(LPCWSTR text)
{
    int length = 0;
    while (text[length])
        length++;
    return length;
}

static inline LPWSTR lstrcpyW(LPWSTR target, LPCWSTR text)
{
    return memcpy(target, text, 2 * (lstrlenW(text) + 1));
}

static inline LPWSTR lstrcpynW(LPWSTR target, LPCWSTR text, int units)
{
    int length = lstrlenW(text) < units ? lstrlenW(text) : units - 1;
    memcpy(target, text, 2 * length);
    target[length] = 0;
    return target;
}

static inline LPWSTR lstrcatW(LPWSTR target, LPCWSTR text)
{
    lstrcpyW(target + lstrlenW(target), text);
    return target;
}

static inline int lstrcmpW(LPCWSTR a, LPCWSTR b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a - *b;
}

#define wcslen(text) ((SIZE_T)lstrlenW(text))
#define wcscpy lstrcpyW

static inline WCHAR *findUnit(LPCWSTR text, WCHAR unit)
{
    for (; *text; text++)
        if (*text == unit)
            return (WCHAR *)text;
    return NULL;
}

#define wcschr findUnit

/* Letters of Latin-1 alone. */
static inline WCHAR fold(WCHAR unit)
{
    return (unit >= 'a' && unit <= 'z') || (unit >= 0xE0 && unit <= 0xFE && unit != 0xF7) ? unit - 32 : unit;
}

static inline int CompareStringOrdinal(LPCWSTR a, int aLength, LPCWSTR b, int bLength, BOOL ignoreCase)
{
    if (aLength < 0)
        aLength = lstrlenW(a);
    if (bLength < 0)
        bLength = lstrlenW(b);
    for (int i = 0; i < aLength && i < bLength; i++) {
        int difference = ignoreCase ? fold(a[i]) - fold(b[i]) : a[i] - b[i];
        if (difference)
            return CSTR_EQUAL + (difference < 0 ? -1 : 1);
    }
    return CSTR_EQUAL + (aLength > bLength) - (aLength < bLength);
}

/* The few forms that the doubles use: %ls %hs %d %u %lu %lx %p, and a precision of %hs. */
static inline int _vsnwprintf(WCHAR *target, SIZE_T units, const WCHAR *format, va_list arguments)
{
    SIZE_T end = 0;
    for (; *format; format++) {
        char text[32] = "";
        const char *narrow = text;
        const WCHAR *wide = NULL;
        int precision = -1;
        if (*format != '%') {
            if (end < units)
                target[end++] = *format;
            continue;
        }
        format++;
        if (*format == '.') {
            format += 2;
            precision = va_arg(arguments, int);
        }
        WCHAR size = *format == 'l' || *format == 'h' ? *format++ : 0;
        switch (*format) {
        case 's':
            if (size == 'h')
                narrow = va_arg(arguments, const char *);
            else
                wide = va_arg(arguments, const WCHAR *);
            break;
        case 'd': snprintf(text, sizeof text, "%d", va_arg(arguments, int)); break;
        case 'u': snprintf(text, sizeof text, "%u", va_arg(arguments, DWORD)); break;
        case 'x': snprintf(text, sizeof text, "%x", va_arg(arguments, DWORD)); break;
        case 'p': snprintf(text, sizeof text, "%016lX", va_arg(arguments, unsigned long)); break;
        default: abort();
        }
        for (int i = 0; i != precision && (wide ? wide[i] : narrow[i]) && end < units; i++)
            target[end++] = wide ? wide[i] : (WCHAR)(BYTE)narrow[i];
    }
    if (end < units)
        target[end] = 0;
    return (int)end;
}
