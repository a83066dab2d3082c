/* lcweek.exe and lcweek-cli.exe of an installed program: they start the version that is in use.

   <root>\current          two lines of ASCII: the folder under versions\ that is in use, and the one before
                           it, which may be empty. It is only ever replaced as a whole, by one rename.
   <root>\versions\NAME\   one version, complete before `current` names it

   --install ROOT NAME     from inside a new version: see it on the disk, put the starters in ROOT, switch
   --previous-version      use the version before again; the same once more goes back to the newer one

   CONSOLE is 1 for the command line, which waits and hands on the exit code; 0 for the window. */

#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <wchar.h>

#define ROOM 4096 /* letters of a path; a folder in which a user installs is far from it */

typedef struct {
    wchar_t now[128], before[128];
} Versions;

#if !CONSOLE
static const wchar_t *const TITLE = L"Báo cáo Tuần lễ học tập suốt đời";
#endif
static const wchar_t *const STARTERS[] = {L"lcweek.exe", L"lcweek-cli.exe"};

static void say(const wchar_t *words, UINT icon)
{
#if CONSOLE
    char text[2048];
    DWORD written;
    int size = WideCharToMultiByte(CP_UTF8, 0, words, -1, text, sizeof text - 1, NULL, NULL);
    (void)icon;
    if (size > 0) {
        text[size - 1] = '\n';
        WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), text, (DWORD)size, &written, NULL);
    }
#else
    MessageBoxW(NULL, words, TITLE, MB_OK | icon);
#endif
}

static int fits(int length)
{
    return length > 0 && length < ROOM;
}

static int read_versions(const wchar_t *root, Versions *versions)
{
    wchar_t path[ROOM];
    char text[257] = {0};
    DWORD size = 0;
    HANDLE file;
    ZeroMemory(versions, sizeof *versions);
    if (!fits(_snwprintf(path, ROOM, L"%ls\\current", root)))
        return 0;
    file = CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                       OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    if (!ReadFile(file, text, sizeof text - 1, &size, NULL))
        size = 0;
    CloseHandle(file);
    text[size] = 0;
    char *end = strchr(text, '\n');
    if (end == NULL)
        return 0;
    *end = 0;
    char *second = end + 1;
    if ((end = strchr(second, '\n')) != NULL)
        *end = 0;
    MultiByteToWideChar(CP_UTF8, 0, text, -1, versions->now, 128);
    MultiByteToWideChar(CP_UTF8, 0, second, -1, versions->before, 128);
    return versions->now[0] != 0;
}

static int write_versions(const wchar_t *root, const wchar_t *now, const wchar_t *before)
{
    wchar_t path[ROOM], written[ROOM];
    char text[600];
    DWORD size = 0;
    int done, length = snprintf(text, sizeof text, "%ls\n%ls\n", now, before);
    if (!fits(_snwprintf(path, ROOM, L"%ls\\current", root)) ||
        !fits(_snwprintf(written, ROOM, L"%ls\\current.new", root)) || length <= 0)
        return 0;
    HANDLE file = CreateFileW(written, GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 0;
    done = WriteFile(file, text, (DWORD)length, &size, NULL) && FlushFileBuffers(file);
    CloseHandle(file);
    return done && MoveFileExW(written, path, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
}

/* Have everything in `folder` on the disk, so that no version is named of which a power cut could take a part. */
static int flush(const wchar_t *folder)
{
    wchar_t path[ROOM];
    WIN32_FIND_DATAW found;
    int done = 1;
    if (!fits(_snwprintf(path, ROOM, L"%ls\\*", folder)))
        return 0;
    HANDLE search = FindFirstFileW(path, &found);
    if (search == INVALID_HANDLE_VALUE)
        return 0;
    do {
        if (wcscmp(found.cFileName, L".") == 0 || wcscmp(found.cFileName, L"..") == 0)
            continue;
        if (!fits(_snwprintf(path, ROOM, L"%ls\\%ls", folder, found.cFileName))) {
            done = 0;
        } else if (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) {
            done = flush(path);
        } else {
            HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_DELETE,
                                      NULL, OPEN_EXISTING, 0, NULL);
            /* What cannot be opened for writing is this very program, which runs: it is copied below. */
            if (file != INVALID_HANDLE_VALUE) {
                done = FlushFileBuffers(file);
                CloseHandle(file);
            }
        }
    } while (done && FindNextFileW(search, &found));
    FindClose(search);
    return done;
}

/* Put a starter in its place by a rename. One that runs right now stays; all of them read `current` alike. */
static int put_starter(const wchar_t *from, const wchar_t *root, const wchar_t *name)
{
    wchar_t source[ROOM], written[ROOM], target[ROOM];
    if (!fits(_snwprintf(source, ROOM, L"%ls\\%ls", from, name)) ||
        !fits(_snwprintf(written, ROOM, L"%ls\\%ls.new", root, name)) ||
        !fits(_snwprintf(target, ROOM, L"%ls\\%ls", root, name)))
        return 0;
    if (!CopyFileW(source, written, FALSE))
        return 0;
    HANDLE file = CreateFileW(written, GENERIC_WRITE, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file != INVALID_HANDLE_VALUE) {
        FlushFileBuffers(file);
        CloseHandle(file);
    }
    if (MoveFileExW(written, target, MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
        return 1;
    DeleteFileW(written);
    return GetFileAttributesW(target) != INVALID_FILE_ATTRIBUTES;
}

/* Whether two folders, like 0.2.0-1 and 0.2.0-2, hold one version. */
static int is_same_version(const wchar_t *one, const wchar_t *other)
{
    const wchar_t *end = wcsrchr(one, L'-');
    return end != NULL && wcsncmp(one, other, (size_t)(end - one) + 1) == 0;
}

/* What `current` names as the version before stays what it is when a version is installed once more. */
static int install(const wchar_t *from, const wchar_t *root, const wchar_t *name)
{
    wchar_t folder[ROOM];
    Versions versions;
    if (!fits(_snwprintf(folder, ROOM, L"%ls\\versions\\%ls", root, name)) || !flush(folder))
        return 1;
    for (int each = 0; each < 2; each++)
        if (!put_starter(from, root, STARTERS[each]))
            return 1;
    read_versions(root, &versions);
    const wchar_t *before = is_same_version(name, versions.now) ? versions.before : versions.now;
    return write_versions(root, name, before) ? 0 : 1;
}

static int go_back(const wchar_t *root)
{
    Versions versions;
    wchar_t words[1024];
    if (!read_versions(root, &versions) || versions.before[0] == 0) {
        say(L"Trên máy này không có bản trước để dùng lại; chưa có gì được thay đổi.", MB_ICONINFORMATION);
        return 1;
    }
#if !CONSOLE
    _snwprintf(words, 1024,
               L"Dùng lại bản %ls thay cho bản %ls đang dùng?\n\nSố liệu vẫn nguyên. Nếu đổi ý, hãy chọn lại "
               L"mục này để trở về bản đang dùng.",
               versions.before, versions.now);
    if (MessageBoxW(NULL, words, TITLE, MB_OKCANCEL | MB_ICONQUESTION | MB_DEFBUTTON2) != IDOK)
        return 1;
#endif
    if (!write_versions(root, versions.before, versions.now)) {
        say(L"Không đổi được bản đang dùng; chương trình vẫn như cũ. Hãy đóng chương trình rồi thử lại.",
            MB_ICONWARNING);
        return 1;
    }
    _snwprintf(words, 1024, L"Từ lần mở sau, chương trình dùng bản %ls.", versions.before);
    say(words, MB_ICONINFORMATION);
    return 0;
}

/* The command line after the program's own name, as it was typed. */
static const wchar_t *rest_of(const wchar_t *line)
{
    int quoted = 0;
    while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
        if (*line == L'"')
            quoted = !quoted;
        line++;
    }
    return line;
}

static int start(const wchar_t *root)
{
    static wchar_t program[ROOM], line[32768];
    Versions versions;
    STARTUPINFOW startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    DWORD code = 0;
    if (!read_versions(root, &versions) ||
        !fits(_snwprintf(program, ROOM, L"%ls\\versions\\%ls\\%ls", root, versions.now, STARTERS[CONSOLE])) ||
        _snwprintf(line, 32767, L"\"%ls\"%ls", program, rest_of(GetCommandLineW())) <= 0 ||
        !CreateProcessW(program, line, NULL, NULL, CONSOLE, 0, NULL, NULL, &startup, &process)) {
        say(L"Không mở được chương trình: bản đang dùng không còn đủ tệp. Số liệu vẫn nguyên.\n\nHãy chạy lại "
            L"tệp cài đặt; nếu không có, hãy chọn “Dùng lại bản trước” trong Start.",
            MB_ICONWARNING);
        return 1;
    }
#if CONSOLE
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
#endif
    CloseHandle(process.hThread);
    CloseHandle(process.hProcess);
    return (int)code;
}

static int run(void)
{
    wchar_t own[ROOM];
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count), *name;
    DWORD length = GetModuleFileNameW(NULL, own, ROOM);
    if (length == 0 || length >= ROOM || words == NULL || (name = wcsrchr(own, L'\\')) == NULL)
        return 1;
    *name = 0;
    if (count == 4 && wcscmp(words[1], L"--install") == 0)
        return install(own, words[2], words[3]);
    if (count == 2 && wcscmp(words[1], L"--previous-version") == 0)
        return go_back(own);
    return start(own);
}

#if CONSOLE
int wmain(void)
{
    return run();
}
#else
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE none, LPWSTR line, int shown)
{
    (void)instance, (void)none, (void)line, (void)shown;
    return run();
}
#endif
