/*
 * As much of wincred.h as the doubles need, where mingw's is not there to be used: structs, constants and prototypes as Microsoft documents
 * them. What the compiler makes of mingw's own header is compared with the same tests in the suite for Windows.
 */
#pragma once
#include <windows.h>

#define CRED_MAX_STRING_LENGTH 256
#define CRED_MAX_USERNAME_LENGTH 513
#define CRED_MAX_GENERIC_TARGET_NAME_LENGTH 32767
#define CRED_MAX_DOMAIN_TARGET_NAME_LENGTH 337
#define CRED_MAX_VALUE_SIZE 256
#define CRED_MAX_ATTRIBUTES 64
#define CRED_PRESERVE_CREDENTIAL_BLOB 1
#define CRED_CACHE_TARGET_INFORMATION 1
#define CRED_ALLOW_NAME_RESOLUTION 1
#define CERT_HASH_LENGTH 20

enum {
    CRED_TYPE_GENERIC = 1,
    CRED_TYPE_DOMAIN_PASSWORD,
    CRED_TYPE_DOMAIN_CERTIFICATE,
    CRED_TYPE_DOMAIN_VISIBLE_PASSWORD,
};
enum { CRED_PERSIST_NONE, CRED_PERSIST_SESSION, CRED_PERSIST_LOCAL_MACHINE, CRED_PERSIST_ENTERPRISE };
enum { CRED_FLAGS_PROMPT_NOW = 2, CRED_FLAGS_USERNAME_TARGET = 4 };
enum {
    CRED_TI_SERVER_FORMAT_UNKNOWN = 1,
    CRED_TI_DOMAIN_FORMAT_UNKNOWN = 2,
    CRED_TI_ONLY_PASSWORD_REQUIRED = 4,
    CRED_TI_USERNAME_TARGET = 8,
    CRED_TI_CREATE_EXPLICIT_CRED = 0x10,
    CRED_TI_WORKGROUP_MEMBER = 0x20,
};

typedef struct {
    LPWSTR Keyword;
    DWORD Flags;
    DWORD ValueSize;
    LPBYTE Value;
} CREDENTIAL_ATTRIBUTEW, *PCREDENTIAL_ATTRIBUTEW;

typedef struct {
    DWORD Flags;
    DWORD Type;
    LPWSTR TargetName;
    LPWSTR Comment;
    FILETIME LastWritten;
    DWORD CredentialBlobSize;
    LPBYTE CredentialBlob;
    DWORD Persist;
    DWORD AttributeCount;
    PCREDENTIAL_ATTRIBUTEW Attributes;
    LPWSTR TargetAlias;
    LPWSTR UserName;
} CREDENTIALW, *PCREDENTIALW;

typedef struct {
    LPWSTR TargetName;
    LPWSTR NetbiosServerName;
    LPWSTR DnsServerName;
    LPWSTR NetbiosDomainName;
    LPWSTR DnsDomainName;
    LPWSTR DnsTreeName;
    LPWSTR PackageName;
    ULONG Flags;
    DWORD CredTypeCount;
    LPDWORD CredTypes;
} CREDENTIAL_TARGET_INFORMATIONW, *PCREDENTIAL_TARGET_INFORMATIONW;

typedef struct {
    ULONG cbSize;
    UCHAR rgbHashOfCert[CERT_HASH_LENGTH];
} CERT_CREDENTIAL_INFO, *PCERT_CREDENTIAL_INFO;

typedef struct {
    LPWSTR UserName;
} USERNAME_TARGET_CREDENTIAL_INFO, *PUSERNAME_TARGET_CREDENTIAL_INFO;

typedef struct {
    DWORD cbSize;
    HWND hwndParent;
    PCWSTR pszMessageText;
    PCWSTR pszCaptionText;
    HBITMAP hbmBanner;
} CREDUI_INFOW, *PCREDUI_INFOW;

typedef enum { CertCredential = 1, UsernameTargetCredential } CRED_MARSHAL_TYPE, *PCRED_MARSHAL_TYPE;
typedef enum { CredUnprotected, CredUserProtection, CredTrustedProtection } CRED_PROTECTION_TYPE;
typedef struct { ULONG_PTR dwLower, dwUpper; } *PCtxtHandle;
