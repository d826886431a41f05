/* Java 21 seeds its random numbers from the network's adapters too, and dies of a function for it that Wine 8 lacks. This lies beside java.exe in the place of
   Wine's library and knows of none; the last two are for Wine itself. */
#include <windows.h>

#define REFUSED(name) \
    __declspec(dllexport) DWORD WINAPI name(void) \
    { \
        return ERROR_NOT_SUPPORTED; \
    }

REFUSED(GetIfTable2)
REFUSED(GetIfEntry2)
REFUSED(GetUnicastIpAddressTable)
REFUSED(GetAnycastIpAddressTable)
REFUSED(GetAdaptersAddresses)
REFUSED(GetAdaptersInfo)
REFUSED(GetIpForwardTable)
