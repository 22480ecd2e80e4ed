/// Named tensors in NumPy's `.npz` format, as `numpy.savez` writes it: `.npy` files in a zip file, not compressed.
///
/// Source: numpy.lib.npyio, "savez"; PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 6.3.10, sections 4.3 to 4.5.
public struct NumPyArchive: Sendable, Hashable {
    /// A tensor under its name.
    public typealias Entry = TensorEntry

    /// The tensors in the order of the file's directory.
    public var entries: [Entry]

    /// Makes a file of tensors.
    public init(_ entries: [Entry]) { self.entries = entries }

    /// The tensor of a name; nil if there is none.
    public subscript(name: String) -> TensorValue? { entries[name] }

    /// Reads a file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `.file` for bytes that are not such a file or fail its checks, and of code
    ///   `.unsupported` for compressed files.
    public init(bytes: [UInt8]) throws {
        let members = try ZipDirectory(bytes: bytes).members
        var names: Set<String> = []
        entries = []
        for member in members {
            guard member.name.hasSuffix(".npy"), names.insert(member.name).inserted else {
                throw VerbatimError(
                    .file, "a .npz file holds a file that belongs to no tensor", received: "`\(member.name)`",
                    expected: "each name once, ending in .npy")
            }
            do {
                let value = try bytes.withUnsafeBytes {
                    try NumPyFile(bytes: UnsafeRawBufferPointer(rebasing: $0[member.range])).value
                }
                entries.append(Entry(String(member.name.dropLast(4)), value))
            } catch var error as VerbatimError {
                error.what += " (\(member.name) of a .npz file)"
                throw error
            }
        }
    }

    /// The file's bytes, with dates of 1980-01-01.
    ///
    /// - Throws: `VerbatimError` of code `.configuration` if a name is used twice, and of code `.unsupported` from 4 GiB
    ///   or 65,535 tensors on.
    public func serialized() throws -> [UInt8] {
        var names: Set<String> = []
        if let twice = entries.first(where: { !names.insert($0.name).inserted || $0.name.utf8.count > 65_000 }) {
            throw VerbatimError(
                .configuration, "a .npz file cannot hold a tensor of this name",
                received: String(twice.name.prefix(80)), expected: "each name once, of at most 65,000 bytes")
        }
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        func append(_ value: Int, width: Int, to bytes: inout [UInt8]) {
            for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
        }
        for entry in entries {
            let name = Array("\(entry.name).npy".utf8)
            let data = try NumPyFile(entry.value).serialized()
            let start = bytes.count
            var common: [UInt8] = []
            // Version 2.0, UTF-8 names, stored, 0:00 of 1980-01-01.
            for field in [20, 0x800, 0, 0, 0x21] { append(field, width: 2, to: &common) }
            for field in [Int(CRC32.of(data)), data.count, data.count] { append(field, width: 4, to: &common) }
            append(name.count, width: 2, to: &common)
            append(0, width: 2, to: &common)
            append(0x0403_4b50, width: 4, to: &bytes)
            bytes += common + name + data
            append(0x0201_4b50, width: 4, to: &directory)
            append(20, width: 2, to: &directory)
            directory += common + [UInt8](repeating: 0, count: 10)
            append(start, width: 4, to: &directory)
            directory += name
        }
        guard entries.count < 0xffff, bytes.count + directory.count < 0xffff_ffff else {
            throw VerbatimError(
                .unsupported, "a .npz file would become too large",
                received: "\(entries.count) tensors, \(bytes.count) bytes", expected: "below 65,535 and 4 GiB",
                remedy: "write a safetensors file")
        }
        let start = bytes.count
        bytes += directory
        append(0x0605_4b50, width: 4, to: &bytes)
        append(0, width: 4, to: &bytes)
        append(entries.count, width: 2, to: &bytes)
        append(entries.count, width: 2, to: &bytes)
        append(directory.count, width: 4, to: &bytes)
        append(start, width: 4, to: &bytes)
        append(0, width: 2, to: &bytes)
        return bytes
    }
}
