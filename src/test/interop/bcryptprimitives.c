/* What keyring-rs' binary asks of a DLL that Wine 8 lacks: random bytes. Lies beside that binary. */
#include <windows.h>

#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size)
{
    return RtlGenRandom(data, (ULONG)size);
}
