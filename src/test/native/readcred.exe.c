/*
 * readcred NAME [TYPE]: reads one credential with CredReadW, as any other program would, and prints it in UTF-8, one line for each field:
 *
 *   blob=HEX
 *   user=TEXT        without the equals sign if it is NULL; control characters, backslash and half surrogates as \uXXXX
 *   persist=NUMBER
 *   comment=TEXT
 *
 * Exit status 0; or the Windows error, which is also printed.
 */
#include <windows.h>
#include <wincred.h>
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <stdlib.h>

static void print(const char *field, LPCWSTR text)
{
    if (!text) {
        printf("%s\n", field);
        return;
    }
    printf("%s=", field);
    for (; *text; text++) {
        int units = IS_SURROGATE_PAIR(text[0], text[1]) ? 2 : 1;
        if (*text < 0x20 || *text == L'\\' || (units == 1 && *text >= 0xD800 && *text <= 0xDFFF)) {
            printf("\\u%04X", *text);
        } else {
            char utf8[4];
            fwrite(utf8, 1, WideCharToMultiByte(CP_UTF8, 0, text, units, utf8, sizeof utf8, NULL, NULL), stdout);
            text += units - 1;
        }
    }
    printf("\n");
}

int wmain(int argc, wchar_t **argv)
{
    PCREDENTIALW found = NULL;
    _setmode(_fileno(stdout), _O_BINARY);
    if (argc < 2) {
        fprintf(stderr, "usage: readcred NAME [TYPE]\n");
        return ERROR_INVALID_PARAMETER;
    }
    if (!CredReadW(argv[1], argc > 2 ? _wtoi(argv[2]) : CRED_TYPE_GENERIC, 0, &found)) {
        int error = (int)GetLastError();
        printf("error=%d\n", error);
        return error;
    }
    printf("blob=");
    for (DWORD i = 0; i < found->CredentialBlobSize; i++)
        printf("%02x", found->CredentialBlob[i]);
    printf("\n");
    print("user", found->UserName);
    printf("persist=%u\n", (unsigned)found->Persist);
    print("comment", found->Comment);
    if (found->CredentialBlob)
        SecureZeroMemory(found->CredentialBlob, found->CredentialBlobSize);
    CredFree(found);
    return 0;
}
