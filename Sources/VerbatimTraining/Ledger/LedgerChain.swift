import VerbatimArithmetic

/// The chain that ties the lines of a ledger together: each line begins with the hash of all before it and of itself.
///
/// A line is 64 hexadecimal digits, a space, the record's JSON, and a newline. The digits are the SHA-256 of the 32 bytes
/// of the line before (zeros for the first) followed by the JSON.
struct LedgerChain: Sendable, Hashable {
    /// The hash of the last line; zeros before the first.
    var head: [UInt8] = [UInt8](repeating: 0, count: 32)
    /// The number of lines.
    var count = 0

    /// The head in hexadecimal.
    var hex: String { SHA256Digest.hexadecimal(head) }

    /// Ties a record to the chain.
    ///
    /// - Returns: The line, with its newline.
    mutating func append(_ record: [UInt8]) -> [UInt8] {
        advance(record)
        return Array("\(hex) ".utf8) + record + [UInt8(ascii: "\n")]
    }

    /// Checks the next line, given without its newline.
    ///
    /// - Returns: The record, or nil if the line does not continue the chain, which then stays as it was.
    mutating func check(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard line.count > 65, line[line.startIndex + 64] == UInt8(ascii: " ") else { return nil }
        let record = line[(line.startIndex + 65)...]
        var next = self
        next.advance(Array(record))
        guard next.hex.utf8.elementsEqual(line.prefix(64)) else { return nil }
        self = next
        return record
    }

    private mutating func advance(_ record: [UInt8]) {
        head = SHA256Digest.hash(head + record)
        count += 1
    }
}
