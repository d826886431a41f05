# sessions.ps1 -Java C:\jdk\bin\java.exe -Jars C:\wincred
#
# Runs the self-test in every kind of logon session, and puts NAME.md and NAME.status, the exit status, into C:\wincred-sessions.
# As administrator, in a virtual machine that is thrown away afterwards: it makes a user, a service and tasks, and sets a policy.
# Jars is a folder that holds wincred.jar and jna.jar, and nothing else.
#Requires -RunAsAdministrator
param(
    [Parameter(Mandatory)] [string] $Java,
    [Parameter(Mandatory)] [string] $Jars,
    [string] $Out = 'C:\wincred-sessions'
)
$ErrorActionPreference = 'Stop'

New-Item -ItemType Directory -Force $Out | Out-Null
Remove-Item "$Out\*.status", "$Out\*.md" -ErrorAction SilentlyContinue # of an earlier run
icacls $Out /grant '*S-1-1-0:(OI)(CI)M' | Out-Null
icacls $Jars /grant '*S-1-1-0:(OI)(CI)RX' | Out-Null
$run = "$Out\run.cmd"
Set-Content -Encoding ascii $run @(
    "@`"$Java`" --enable-native-access=ALL-UNNAMED -cp `"$Jars\*`" io.github.wincred.diagnostics.WinCredSelfTest --domain > `"$Out\%1.md`" 2>&1"
    "@echo %errorlevel% > `"$Out\%1.status`""
)

function Wait-Report([string] $name) {
    for ($i = 0; $i -lt 120 -and -not (Test-Path "$Out\$name.status"); $i++) { Start-Sleep -Milliseconds 500 }
    $status = if (Test-Path "$Out\$name.status") { (Get-Content "$Out\$name.status").Trim() } else { 'no end within a minute' }
    '{0,-16} {1}' -f $name, $status
}

function Invoke-Task([string] $name, [hashtable] $as) {
    $action = New-ScheduledTaskAction -Execute 'cmd.exe' -Argument "/c $run $name"
    Register-ScheduledTask -TaskName "wincred-$name" -Action $action -Force @as | Start-ScheduledTask
    Wait-Report $name
    Unregister-ScheduledTask -TaskName "wincred-$name" -Confirm:$false
}

# A session that cannot be had is said, and the others are tried.
function Try-Session([string] $name, [scriptblock] $body) {
    try { & $body } catch { '{0,-16} not had: {1}' -f $name, $_ }
}

$user = 'wincredtest'
$password = 'aA1!' + [guid]::NewGuid().ToString('N')
$secure = ConvertTo-SecureString $password -AsPlainText -Force
New-LocalUser $user -Password $secure | Out-Null
# Users; Performance Log Users, who may log on as a batch job; Remote Management Users.
'S-1-5-32-545', 'S-1-5-32-559', 'S-1-5-32-580' | ForEach-Object { Add-LocalGroupMember -SID $_ -Member $user }
$credential = [pscredential]::new("$env:COMPUTERNAME\$user", $secure)

Try-Session 'administrator' { cmd /c $run administrator; Wait-Report 'administrator' }
Try-Session 'user' {
    Start-Process cmd.exe -ArgumentList "/c $run user" -Credential $credential -WorkingDirectory $Out -Wait
    Wait-Report 'user'
}
Try-Session 'batch' { Invoke-Task 'batch' @{ User = $user; Password = $password } }
Try-Session 's4u' { Invoke-Task 's4u' @{ Principal = New-ScheduledTaskPrincipal -UserId $user -LogonType S4U } }
Try-Session 'system' { Invoke-Task 'system' @{ User = 'SYSTEM' } }
Try-Session 'local-service' {
    Invoke-Task 'local-service' @{ Principal = New-ScheduledTaskPrincipal -UserId 'S-1-5-19' -LogonType ServiceAccount }
}
Try-Session 'virtual-account' {
    # It is no real service: the system waits for it for 30 seconds, which is long enough.
    sc.exe create wincredtest binPath= "cmd.exe /c $run virtual-account" obj= 'NT SERVICE\wincredtest' | Out-Null
    sc.exe start wincredtest | Out-Null
    Wait-Report 'virtual-account'
    sc.exe delete wincredtest | Out-Null
}
Try-Session 'winrm' {
    Enable-PSRemoting -Force -SkipNetworkProfileCheck | Out-Null
    Invoke-Command -ComputerName localhost -Credential $credential -ArgumentList $run { param($run) cmd /c $run winrm }
    Wait-Report 'winrm'
}
Try-Session 'ssh' {
    Add-WindowsCapability -Online -Name 'OpenSSH.Server~~~~0.0.1.0' | Out-Null
    Start-Service sshd
    ssh-keygen -q -t ed25519 -N '""' -f "$Out\key"
    $folder = "C:\Users\$user\.ssh"
    New-Item -ItemType Directory -Force $folder | Out-Null
    Copy-Item "$Out\key.pub" "$folder\authorized_keys"
    icacls "$folder\authorized_keys" /inheritance:r /grant "${user}:F" '*S-1-5-18:F' | Out-Null
    icacls "$Out\key" /inheritance:r /grant "$env:USERNAME`:F" | Out-Null
    ssh -i "$Out\key" -o StrictHostKeyChecking=no "$user@localhost" "cmd /c $run ssh"
    Wait-Report 'ssh'
}
Try-Session 'netonly' {
    Write-Host 'Type any password:'
    runas /netonly /user:nobody "cmd /c $run netonly"
    Wait-Report 'netonly'
}
Try-Session 'squatter' {
    # Another user holds the name that the mutex would have without a private namespace: probe 29a stays as it is, and nothing waits.
    $sid = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
    $hold = "`$m = [Threading.Mutex]::new(`$true, 'Global\io.github.wincred-$sid'); Start-Sleep 60"
    Start-Process powershell.exe -ArgumentList "-Command `"$hold`"" -Credential $credential -WorkingDirectory $Out
    Start-Sleep 5
    cmd /c $run squatter
    Wait-Report 'squatter'
}
Try-Session 'policy' {
    # Where the policy counts only from the next logon on: sign out with it set, and run run.cmd by hand.
    $lsa = 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa'
    Set-ItemProperty $lsa disabledomaincreds 1
    try { Invoke-Task 'policy' @{ User = $user; Password = $password } } finally { Set-ItemProperty $lsa disabledomaincreds 0 }
}
Remove-LocalUser $user
