@echo off
rem Starts Logcast out of this directory; logcast --help says more. Not tested on a Windows yet.
setlocal
set "here=%~dp0"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
set "options=%here%lib\java.options"
if "%LOGCAST_PROFILE%"=="small" set "options=%here%lib\java-small.options"
"%java%" "@%options%" %JAVA_OPTS% -Dlogcast.successor=true -jar "%here%lib\logcast.jar" %*
