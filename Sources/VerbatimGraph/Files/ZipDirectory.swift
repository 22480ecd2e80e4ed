/// The files inside a zip file, as its directory at the end lists them; only files that are not compressed.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 6.3.10, sections 4.3.7, 4.3.12 to 4.3.16, 4.5.3.
struct ZipDirectory {
    struct Member {
        var name: String
        /// Where the file's bytes lie.
        var range: Range<Int>
    }

    private(set) var members: [Member] = []
    private let bytes: [UInt8]

    /// - Throws: `VerbatimError` of code `.file` unless all lies inside the file, without overlaps, and every check holds.
    init(bytes: [UInt8]) throws {
        self.bytes = bytes
        let (count, directory) = try directory()
        var position = directory.lowerBound
        var taken: [Range<Int>] = []
        for _ in 0..<count {
            let (member, whole) = try member(at: &position, limit: directory.upperBound)
            members.append(member)
            taken.append(whole)
        }
        guard position == directory.upperBound else { throw damaged("its directory has bytes that belong to no file") }
        // Files that share bytes would make a small file fill any memory.
        taken.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        for (left, right) in zip(taken, taken.dropFirst()) where left.upperBound > right.lowerBound {
            throw damaged("two of its files overlap at byte \(right.lowerBound)")
        }
        if let last = taken.last, last.upperBound > directory.lowerBound {
            throw damaged("a file overlaps the directory")
        }
        for member in members where CRC32.of(bytes[member.range]) != checks[member.range.lowerBound] {
            throw VerbatimError(
                .file, "a file inside a .npz file is damaged", received: "\(member.name) with another check sum",
                expected: "the one that the directory states", remedy: "fetch the file again")
        }
    }

    /// The check sums of the files, by where their bytes begin.
    private var checks: [Int: UInt32] = [:]

    /// The number of files and where the directory lies.
    private func directory() throws -> (count: Int, range: Range<Int>) {
        guard let end = endRecord() else {
            throw VerbatimError(
                .file, "this is not a .npz file", received: "\(bytes.count) bytes without a zip file's end record",
                expected: "a zip file", remedy: "the file may have been cut off")
        }
        var (count, size, start) = (number(end + 10, 2), number(end + 12, 4), number(end + 16, 4))
        // With more than 2^16 files or 2^32 bytes the numbers stand in a larger record in front.
        if count == 0xffff || size == 0xffff_ffff || start == 0xffff_ffff {
            let locator = end - 20
            guard locator >= 0, number(locator, 4) == 0x0706_4b50 else {
                throw damaged("the record of its size is missing")
            }
            let record = number(locator + 8, 8)
            guard record >= 0, record <= locator - 56, number(record, 4) == 0x0606_4b50 else {
                throw damaged("the record of its size lies outside")
            }
            (count, size, start) = (number(record + 32, 8), number(record + 40, 8), number(record + 48, 8))
        }
        guard start >= 0, start <= end, size >= 0, size <= end - start, count >= 0, count <= size / 46 else {
            throw damaged("its directory lies outside")
        }
        return (count, start..<start + size)
    }

    /// Where the record at the end begins: it is last, but for a comment of up to 65,535 bytes.
    private func endRecord() -> Int? {
        guard bytes.count >= 22 else { return nil }
        let last = bytes.count - 22
        for place in stride(from: last, through: max(0, last - 0xffff), by: -1)
        where bytes[place] == 0x50 && number(place, 4) == 0x0605_4b50 && number(place + 20, 2) == last - place {
            return place
        }
        return nil
    }

    /// Reads one entry of the directory.
    ///
    /// - Returns: The file, and all the bytes that it takes with its own header.
    private mutating func member(at position: inout Int, limit: Int) throws -> (Member, Range<Int>) {
        guard limit - position >= 46, number(position, 4) == 0x0201_4b50 else {
            throw damaged("its directory ends early")
        }
        let (flags, method) = (number(position + 8, 2), number(position + 10, 2))
        let check = UInt32(number(position + 16, 4))
        var (stored, size, start) = (
            number(position + 20, 4), number(position + 24, 4), number(position + 42, 4)
        )
        let lengths = [28, 30, 32].map { number(position + $0, 2) }
        guard lengths.reduce(46, +) <= limit - position else { throw damaged("its directory ends early") }
        let nameStart = position + 46
        guard let name = String(validating: bytes[nameStart..<nameStart + lengths[0]], as: UTF8.self) else {
            throw damaged("a name is no UTF-8")
        }
        guard method == 0, flags & 1 == 0 else {
            throw VerbatimError(
                .unsupported, "a .npz file is compressed or encrypted", received: "\(name) by method \(method)",
                expected: "files that are stored as they are", remedy: "write it with numpy.savez")
        }
        var extra = nameStart + lengths[0]
        let extraEnd = extra + lengths[1]
        while extraEnd - extra >= 4 {
            let (kind, length) = (number(extra, 2), number(extra + 2, 2))
            guard length <= extraEnd - extra - 4 else { throw damaged("an extra field of \(name) ends early") }
            if kind == 1 {
                // The large numbers, of those that are marked as too large, in this order.
                var place = extra + 4
                func large(_ value: Int) throws -> Int {
                    guard value == 0xffff_ffff else { return value }
                    guard extra + 4 + length - place >= 8 else { throw damaged("a size of \(name) is missing") }
                    defer { place += 8 }
                    return number(place, 8)
                }
                size = try large(size)
                stored = try large(stored)
                start = try large(start)
            }
            extra += 4 + length
        }
        guard stored == size, size >= 0, start >= 0, start <= bytes.count - 30, number(start, 4) == 0x0403_4b50 else {
            throw damaged("\(name) lies outside or has no header")
        }
        let data = start + 30 + number(start + 26, 2) + number(start + 28, 2)
        guard data <= bytes.count, size <= bytes.count - data else { throw damaged("\(name) lies outside") }
        position += lengths.reduce(46, +)
        checks[data] = check
        return (Member(name: name, range: data..<data + size), start..<data + size)
    }

    /// A little-endian number, whose bytes lie inside; negative where 8 bytes hold more than an `Int`.
    private func number(_ position: Int, _ width: Int) -> Int {
        (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[position + $1]) }
    }

    private func damaged(_ how: String) -> VerbatimError {
        VerbatimError(
            .file, "a .npz file is damaged", received: how, expected: "a whole zip file",
            remedy: "fetch the file again")
    }
}
