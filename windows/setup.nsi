; lcweek-<version>-setup.exe: for this user alone, no administrator, everything in one folder.
;
; Given by windows/packing.py: VERSION, NUMBERS (1.2.3.0), OUTPUT, PAYLOAD (a script that puts the files of the
; version into $OUTDIR), SIZE (KB), ICON, SIDE (the
; picture of the first and the last page), PROGRAM (a file's name in it that is held open while it runs).
;
; A version goes into a folder of its own under versions\. What is in use says the file `current`, which the
; starter (starter.c) replaces by one rename at the end: whatever ends the setup before leaves the old version,
; whatever ends it after leaves the new one. The version before stays.
;
; TARGET is x86-unicode for users, so that a Windows of 32 bits can be told why not; wine without 32 bits runs
; the same script as amd64-unicode.
;
;   /S        says and asks nothing (exit code 0: installed, 2: this Windows is too old, 3: could not be written)
;   /UPDATE   asks nothing, shows how far it is, and starts the program at the end

Unicode true
Target ${TARGET}
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off
CRCCheck force

!include MUI2.nsh
!include x64.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include LogicLib.nsh

!define TITLE "Báo cáo Tuần lễ học tập suốt đời"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\lcweek"
!define CLASSES "Software\Classes"
!define DATA "$LOCALAPPDATA\lcweek"
!define BEFORE "Dùng lại bản trước"

Name "${TITLE}"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\lcweek"
BrandingText "lcweek ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=1066 "ProductName" "lcweek"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "FileDescription" "Cài đặt ${TITLE}"
VIAddVersionKey /LANG=1066 "LegalCopyright" "Giấy phép MIT"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "Dừng cài đặt? Bản đang dùng (nếu có) và số liệu vẫn nguyên."
!define MUI_WELCOMEPAGE_TITLE "Cài đặt lcweek ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "Chương trình được cài cho riêng người dùng này, không cần quyền quản trị và không cần mạng.$\r$\n$\r$\nNơi cài: $INSTDIR$\r$\nSố liệu: ${DATA}$\r$\n$\r$\nNếu máy đã có bản cũ thì số liệu vẫn nguyên, và bản cũ được giữ lại để dùng lại khi cần.$\r$\n$\r$\nHãy bấm “Cài đặt”."
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipWhenAsked
!insertmacro MUI_PAGE_WELCOME
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "Đã cài xong"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "Chương trình đã sẵn sàng."
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã cài lcweek ${VERSION}"
!define MUI_FINISHPAGE_TEXT "Trên màn hình và trong Start đã có “${TITLE}”. Bấm đúp vào tệp .lcweek cũng mở chương trình."
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "Mở chương trình ngay"
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipWhenAsked
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "Chương trình sẽ được gỡ khỏi máy. Số liệu không bị xóa: vẫn nằm ở ${DATA}."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "Đã gỡ chương trình"
!define MUI_FINISHPAGE_TEXT "Số liệu vẫn nằm ở ${DATA}. Cài lại chương trình thì số liệu hiện lại như cũ. Nếu không dùng máy này nữa, hãy chép thư mục ấy đi trước khi xóa."
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGE "Vietnamese"

Var Folder
Var IsUpdate

Function .onInit
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPDATE" $1
  StrCpy $IsUpdate 1
  ${If} ${Errors}
    StrCpy $IsUpdate 0
  ${EndIf}
  ; RTL_OSVERSIONINFOW: its fourth number is the build. GetVersion would say what this setup's manifest knows.
  System::Call "*(i 276, i, i, i, i, &v256) p .r1"
  System::Call "ntdll::RtlGetVersion(p r1)"
  System::Call "*$1(i, i, i, i .r2)"
  System::Free $1
  StrCpy $0 0
  ${If} ${RunningX64} ; as a program of 32 bits; also on ARM64, which runs programs for AMD64
  ${OrIf} ${IsNativeAMD64}
    StrCpy $0 1
  ${EndIf}
  ${If} $0 == 0
  ${OrIf} $2 < 17763
    MessageBox MB_OK|MB_ICONSTOP "Chương trình cần Windows 10 bản 1809 trở lên, loại 64 bit; máy này cũ hơn hoặc là loại 32 bit. Chưa có gì được thay đổi.$\r$\n$\r$\nHãy cài trên máy khác. Nếu đơn vị chỉ có máy này, hãy xin đơn vị nhận báo cáo tệp “mẫu trống” Excel, điền vào đó rồi gửi lại; đơn vị nhận nhập tệp ấy vào chương trình." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  StrCpy $0 "$INSTDIR\versions"
  Call IsRunning
  ${If} $1 == 1
  ${AndIf} $IsUpdate == 0
    MessageBox MB_OKCANCEL|MB_ICONQUESTION "Chương trình đang mở. Những gì đã nhập đều đã được lưu.$\r$\n$\r$\nBản mới được cài bên cạnh bản đang mở và được dùng từ lần mở sau. Tiếp tục cài?" /SD IDOK IDOK +3
    SetErrorLevel 1
    Quit
  ${EndIf}
FunctionEnd

Function SkipWhenAsked
  ${If} $IsUpdate == 1
    SetAutoClose true
    Abort
  ${EndIf}
FunctionEnd

; Whether a program of any version under $0 runs: its file cannot be written to then. The answer is in $1.
!macro IsRunning un
Function ${un}IsRunning
  StrCpy $1 0
  FindFirst $2 $3 "$0\*"
  ${DoWhile} $3 != ""
    ${If} ${FileExists} "$0\$3\${PROGRAM}"
      ClearErrors
      FileOpen $4 "$0\$3\${PROGRAM}" a
      ${If} ${Errors}
        StrCpy $1 1
      ${Else}
        FileClose $4
      ${EndIf}
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
FunctionEnd
!macroend
!insertmacro IsRunning ""
!insertmacro IsRunning "un."

Function StartProgram
  Exec '"$INSTDIR\lcweek.exe"'
FunctionEnd

Function RefuseUnwritten
  MessageBox MB_OK|MB_ICONSTOP "Không ghi được chương trình vào $INSTDIR: đĩa đầy, hoặc phần mềm diệt virus đang chặn. Bản đang dùng (nếu có) và số liệu vẫn nguyên.$\r$\n$\r$\nHãy dọn bớt đĩa (cần khoảng 250 MB), rồi chạy lại tệp cài đặt." /SD IDOK
  SetErrorLevel 3
  Quit
FunctionEnd

Section
  ; A folder that no version has, so that not even the same version is written over.
  StrCpy $1 1
  ${DoWhile} ${FileExists} "$INSTDIR\versions\${VERSION}-$1"
    IntOp $1 $1 + 1
  ${Loop}
  StrCpy $Folder "${VERSION}-$1"
  ClearErrors
  SetOverwrite try
  SetOutPath "$INSTDIR\versions\$Folder"
  !include "${PAYLOAD}"
  ${If} ${Errors}
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\versions\$Folder"
    Call RefuseUnwritten
  ${EndIf}
  SetOutPath "$INSTDIR"
  nsExec::Exec '"$INSTDIR\versions\$Folder\starter\lcweek-cli.exe" --install "$INSTDIR" "$Folder"'
  Pop $0
  ${If} $0 != 0
    Call RefuseUnwritten
  ${EndIf}
  Call RegisterProgram
  Call RemoveOldVersions
  ${If} $IsUpdate == 1
    StrCpy $5 0
    ${Do} ; the window that asked for the update is still closing
      StrCpy $0 "$INSTDIR\versions"
      Call IsRunning
      ${If} $1 == 0
      ${OrIf} $5 > 60
        ${ExitDo}
      ${EndIf}
      Sleep 500
      IntOp $5 $5 + 1
    ${Loop}
    Call StartProgram
  ${EndIf}
SectionEnd

!macro FileType ending name
  WriteRegStr HKCU "${CLASSES}\.${ending}" "" "lcweek.${ending}"
  WriteRegStr HKCU "${CLASSES}\lcweek.${ending}" "" "${name}"
  WriteRegStr HKCU "${CLASSES}\lcweek.${ending}\DefaultIcon" "" "$INSTDIR\lcweek.exe,0"
  WriteRegStr HKCU "${CLASSES}\lcweek.${ending}\shell\open\command" "" '"$INSTDIR\lcweek.exe" "%1"'
!macroend

!macro NoFileType ending
  ReadRegStr $0 HKCU "${CLASSES}\.${ending}" ""
  ${If} $0 == "lcweek.${ending}"
    DeleteRegKey HKCU "${CLASSES}\.${ending}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\lcweek.${ending}"
!macroend

Function RegisterProgram
  WriteUninstaller "$INSTDIR\go-bo.exe"
  CreateDirectory "$SMPROGRAMS\${TITLE}"
  CreateShortCut "$SMPROGRAMS\${TITLE}\${TITLE}.lnk" "$INSTDIR\lcweek.exe"
  CreateShortCut "$SMPROGRAMS\${TITLE}\${BEFORE}.lnk" "$INSTDIR\lcweek.exe" "--previous-version"
  CreateShortCut "$SMPROGRAMS\${TITLE}\Gỡ chương trình.lnk" "$INSTDIR\go-bo.exe"
  CreateShortCut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\lcweek.exe"
  !insertmacro FileType "lcweek" "Tệp báo cáo"
  !insertmacro FileType "lcwmove" "Tệp chuyển máy"
  !insertmacro FileType "lcwbak" "Tệp sao lưu"
  !insertmacro FileType "lcupdate" "Bản cập nhật chương trình"
  ; A PDF stays with the program that shows it; ours is offered beside it, under “Mở bằng”.
  WriteRegStr HKCU "${CLASSES}\lcweek.pdf" "" "Báo cáo PDF"
  WriteRegStr HKCU "${CLASSES}\lcweek.pdf\shell\open\command" "" '"$INSTDIR\lcweek.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.pdf\OpenWithProgids" "lcweek.pdf" ""
  WriteRegStr HKCU "${CLASSES}\Applications\lcweek.exe" "FriendlyAppName" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\Applications\lcweek.exe\shell\open\command" "" '"$INSTDIR\lcweek.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\lcweek.exe\SupportedTypes" ".pdf" ""
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\lcweek.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\go-bo.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\go-bo.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
FunctionEnd

; All versions but the one in use and the one before, and what a setup that was cut short left behind. One that
; still runs cannot be renamed, and stays until the next time.
Function RemoveOldVersions
  RMDir /r "$INSTDIR\removed"
  FileOpen $0 "$INSTDIR\current" r
  FileRead $0 $4
  FileRead $0 $5
  FileClose $0
  ${TrimNewLines} $4 $4
  ${TrimNewLines} $5 $5
  FindFirst $2 $3 "$INSTDIR\versions\*"
  ${DoWhile} $3 != ""
    ${If} $3 != "."
    ${AndIf} $3 != ".."
    ${AndIf} $3 != $4
    ${AndIf} $3 != $5
      ClearErrors
      Rename "$INSTDIR\versions\$3" "$INSTDIR\removed"
      ${IfNot} ${Errors}
        RMDir /r "$INSTDIR\removed"
      ${EndIf}
    ${EndIf}
    FindNext $2 $3
  ${Loop}
  FindClose $2
FunctionEnd

Section Uninstall
  again:
  StrCpy $0 "$INSTDIR\versions"
  Call un.IsRunning
  ${If} $1 == 1
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Chương trình đang mở nên chưa gỡ được; chưa có gì được thay đổi. Hãy đóng chương trình rồi bấm “Thử lại”." /SD IDCANCEL IDRETRY again
    SetErrorLevel 1
    Quit
  ${EndIf}
  Delete "$INSTDIR\current"
  RMDir /r "$INSTDIR\versions"
  RMDir /r "$INSTDIR\removed"
  Delete "$INSTDIR\current.new"
  Delete "$INSTDIR\lcweek.exe"
  Delete "$INSTDIR\lcweek.exe.new"
  Delete "$INSTDIR\lcweek-cli.exe"
  Delete "$INSTDIR\lcweek-cli.exe.new"
  Delete "$INSTDIR\go-bo.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${TITLE}\${TITLE}.lnk"
  Delete "$SMPROGRAMS\${TITLE}\${BEFORE}.lnk"
  Delete "$SMPROGRAMS\${TITLE}\Gỡ chương trình.lnk"
  RMDir "$SMPROGRAMS\${TITLE}"
  Delete "$DESKTOP\${TITLE}.lnk"
  !insertmacro NoFileType "lcweek"
  !insertmacro NoFileType "lcwmove"
  !insertmacro NoFileType "lcwbak"
  !insertmacro NoFileType "lcupdate"
  DeleteRegKey HKCU "${CLASSES}\lcweek.pdf"
  DeleteRegValue HKCU "${CLASSES}\.pdf\OpenWithProgids" "lcweek.pdf"
  DeleteRegKey HKCU "${CLASSES}\Applications\lcweek.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${RefreshShellIcons}
SectionEnd
