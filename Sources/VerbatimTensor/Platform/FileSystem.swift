#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import VerbatimGraph

/// Files read whole and replaced whole, over POSIX calls.
package enum FileSystem {
    /// All bytes of a file.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be read.
    package static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("a file cannot be opened", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            throw failure("a file cannot be read", path, isDirectory: true)
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var count = 0
        while true {
            // What grows while it is read, or tells no size, is read to its end.
            if count == bytes.count { bytes.append(contentsOf: [UInt8](repeating: 0, count: 65536)) }
            let got = bytes.withUnsafeMutableBytes { buffer in
                #if canImport(Darwin)
                    Darwin.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                #elseif canImport(Glibc)
                    Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                #else
                    Musl.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
                #endif
            }
            if got < 0 {
                if errno == EINTR { continue }
                throw failure("a file cannot be read", path)
            }
            if got == 0 { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// Whether there is a folder at a path.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Puts a file in place whole: after a crash at any instant it holds the old bytes or the new ones.
    ///
    /// The bytes are written beside it under another name, brought to the disk, and renamed.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be written; the old file stays then.
    package static func replace(_ path: String, with bytes: [UInt8]) throws {
        let temporary = "\(path).\(getpid()).partial"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("a file cannot be created", path) }
        do {
            try write(bytes, to: descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure("a file cannot be brought to the disk", path) }
        } catch {
            close(descriptor)
            unlink(temporary)
            throw error
        }
        close(descriptor)
        guard rename(temporary, path) == 0 else {
            let error = failure("a file cannot be put in place", path)
            unlink(temporary)
            throw error
        }
        synchronizeDirectory(of: path)
    }

    /// Writes all bytes at a descriptor's place.
    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var count = 0
        while count < bytes.count {
            let put = bytes.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Darwin.write(descriptor, buffer.baseAddress! + count, buffer.count - count)
                #elseif canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress! + count, buffer.count - count)
                #else
                    Musl.write(descriptor, buffer.baseAddress! + count, buffer.count - count)
                #endif
            }
            if put < 0 {
                if errno == EINTR { continue }
                throw failure("a file cannot be written", path)
            }
            count += put
        }
    }

    /// Makes a rename last; a file system that cannot do it for directories is left to itself.
    static func synchronizeDirectory(of path: String) {
        let parent = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let descriptor = open(String(parent), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }

    /// The error of the last call that failed.
    static func failure(_ what: String, _ path: String, isDirectory: Bool = false) -> VerbatimError {
        let reason = isDirectory ? "it is a directory" : String(cString: strerror(errno))
        return VerbatimError(
            .file, what, received: "\(path): \(reason)", expected: "a path that this program may use")
    }
}
