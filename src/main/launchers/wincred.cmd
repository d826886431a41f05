@echo off
rem Runs the command of the wincred-VERSION-cli.jar beside this file; of several, the last by name. What begins with WINCRED_ is a setting.
setlocal DisableDelayedExpansion
for /f "delims=" %%j in ('dir /b /o:n "%~dp0wincred-*-cli.jar"') do set "CLI_JAR=%~dp0%%j"
set "CLI_JAVA=java.exe"
if defined JAVA_HOME set "CLI_JAVA=%JAVA_HOME%\bin\java.exe"
"%CLI_JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "%CLI_JAR%" %*
exit /b %ERRORLEVEL%
