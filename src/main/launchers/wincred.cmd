@echo off
rem Runs the command of the newest wincred-VERSION-cli.jar beside this file.
setlocal DisableDelayedExpansion
for /f "delims=" %%j in ('dir /b /o:d "%~dp0wincred-*-cli.jar"') do set "WINCRED_JAR=%~dp0%%j"
set "WINCRED_JAVA=java.exe"
if defined JAVA_HOME set "WINCRED_JAVA=%JAVA_HOME%\bin\java.exe"
"%WINCRED_JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "%WINCRED_JAR%" %*
exit /b %ERRORLEVEL%
