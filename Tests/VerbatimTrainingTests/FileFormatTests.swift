import Foundation
import Testing
import Verbatim
import VerbatimTestSupport

/// IDX, `.npz` and Netpbm files: what other programs wrote, what comes back, what is refused.
@Suite struct FileFormatTests {
    /// What NumPy 2.4's `savez` wrote: x, the numbers 0 to 5 in f4 of (2, 3), and labels, 3 and -1 in i8.
    private static let archive = """
        UEsDBC0AAAAAAAAAIQBP6QAq//////////8FABQAeC5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmNCcs\
        ICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg\
        ICAgICAgICAgICAgICAgICAgICAKAAAAAAAAgD8AAABAAABAQAAAgEAAAKBAUEsDBC0AAAAAAAAAIQBn3v9o//////////8KABQAbGFiZWxz\
        Lm5weQEAEACQAAAAAAAAAJAAAAAAAAAAk05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBl\
        JzogKDIsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoDAAAAAAAAAP//\
        ////////UEsBAi0DLQAAAAAAAAAhAE/pACqYAAAAmAAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi0DLQAAAAAAAAAhAGfe/2iQAAAA\
        kAAAAAoAAAAAAAAAAAAAAIABzwAAAGxhYmVscy5ucHlQSwUGAAAAAAIAAgBrAAAAmwEAAAAA
        """

    /// What NumPy 2.4's `savez_compressed` wrote of three zeros.
    private static let compressed = """
        UEsDBC0AAAAIAAAAIQCp9psY//////////8FABQAeC5ucHkBABAAjAAAAAAAAABHAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZqKu\
        o6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6mjoKtQoUAC4GJAAAUEsBAi0DLQAAAAgAAAAhAKn2mxhHAAAAjAAAAAUAAAAAAAAA\
        AAAAAIABAAAAAHgubnB5UEsFBgAAAAABAAEAMwAAAH4AAAAAAA==
        """

    private func decoded(_ text: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: text))) }

    private func refuse(_ says: String, _ code: VerbatimError.Code = .file, _ body: () throws -> Void) throws {
        let error = try #require(throws: VerbatimError.self, "\(says)", performing: body)
        #expect(error.code == code, "\(error)")
        #expect(error.received != nil && error.expected != nil, "\(error)")
        #expect(error.description.contains(says) && !error.description.contains("\n"), "\(error)")
    }

    @Test func anArchiveThatNumPyWrote() throws {
        let file = try NumPyArchive(bytes: decoded(Self.archive))
        #expect(file.entries.map(\.name) == ["x", "labels"])
        #expect(try file["x"] == TensorValue([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3]))
        #expect(try file["labels"] == TensorValue([3, -1] as [Int64], shape: [2]))
        try refuse("numpy.savez", .unsupported) { _ = try NumPyArchive(bytes: decoded(Self.compressed)) }
    }

    @Test func everyArchiveComesBack() throws {
        var generator = SampleGenerator(5)
        for _ in 0..<100 {
            let entries = (0..<generator.int(0...5)).map { index in
                let type = TensorType(generator.shape(), generator.pick(ElementType.allCases.filter { $0 != .bf16 }))
                return NumPyArchive.Entry(
                    "\(generator.pick(["", "w", "é/漢", "x.npy"]))\(index)", generator.tensor(type, .nasty))
            }
            let bytes = try NumPyArchive(entries).serialized()
            #expect(try NumPyArchive(bytes: bytes) == NumPyArchive(entries))
            #expect(try NumPyArchive(bytes: bytes).serialized() == bytes)
        }
    }

    @Test func anArchiveWithItsSizesInTheLargeRecord() throws {
        let bytes = try decoded(Self.archive)
        let end = bytes.count - 22
        func number(_ value: Int, _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let large =
            number(0x0606_4b50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + number(2, 8)
            + number(2, 8) + number(0x6b, 8) + number(0x19b, 8)
        let locator = number(0x0706_4b50, 4) + number(0, 4) + number(end, 8) + number(1, 4)
        let marked =
            number(0x0605_4b50, 4) + number(0, 4) + number(0xffff, 2) + number(0xffff, 2) + number(-1, 8) + [0, 0]
        let file = Array(bytes[..<end]) + large + locator + marked
        #expect(try NumPyArchive(bytes: file) == NumPyArchive(bytes: bytes))
        try refuse("the record of its size lies outside") {
            _ = try NumPyArchive(
                bytes: Array(bytes[..<end]) + large + number(0x0706_4b50, 4) + number(0, 4) + number(-1, 8)
                    + number(1, 4) + marked)
        }
        try refuse("the record of its size is missing") { _ = try NumPyArchive(bytes: Array(bytes[..<end]) + marked) }
    }

    @Test func everyFlippedBitOfAnArchivesTensorsIsFound() throws {
        let good = try decoded(Self.archive)
        for place in 0x37..<0xcf {
            var file = good
            file[place] ^= 1 << UInt8(place % 8)
            #expect(throws: VerbatimError.self) { _ = try NumPyArchive(bytes: file) }
        }
    }

    @Test func damagedArchivesAreRefused() throws {
        let good = try decoded(Self.archive)
        try refuse("not a .npz file") { _ = try NumPyArchive(bytes: []) }
        try refuse("cut off") { _ = try NumPyArchive(bytes: Array(good.dropLast())) }
        try refuse("another check sum") {
            _ = try NumPyArchive(bytes: good.indices.map { $0 == 0xce ? good[$0] ^ 1 : good[$0] })
        }
        // A second entry that shares the first one's bytes.
        let directory = Array(good[0x19b..<0x19b + 51])
        func twice(_ name: String) -> [UInt8] {
            let other = Array(directory[..<46]) + Array("\(name).npy".utf8)
            let end = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 2, 0, 2, 0, 102, 0, 0, 0, 0x9b, 1, 0, 0, 0, 0] as [UInt8]
            return Array(good[..<0x19b]) + directory + other + end
        }
        try refuse("overlap") { _ = try NumPyArchive(bytes: twice("y")) }
        #expect(throws: VerbatimError.self) { _ = try NumPyArchive(bytes: twice("x")) }
    }

    @Test func idxFilesInAllTypes() throws {
        #expect(
            try IDXFile(bytes: [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]).value
                == TensorValue([1, 2, 3, 4, 5, 6] as [UInt8], shape: [2, 3]))
        #expect(
            try IDXFile(bytes: [0, 0, 13, 1, 0, 0, 0, 2, 0x3f, 0xc0, 0, 0, 0x80, 0, 0, 0]).value
                == TensorValue([1.5, -0.0] as [Float], shape: [2]))
        var generator = SampleGenerator(3)
        for element in [ElementType.u8, .i8, .i16, .i32, .f32, .f64] {
            for _ in 0..<30 {
                let value = generator.tensor(TensorType(generator.shape(), element), .nasty)
                #expect(try IDXFile(bytes: IDXFile(value).serialized()).value == value)
            }
        }
        try refuse("cannot hold", .unsupported) { _ = try IDXFile(TensorValue(Int64(1))).serialized() }
        try refuse("not an IDX file") { _ = try IDXFile(bytes: [0, 0, 8]) }
        try refuse("gunzip") { _ = try IDXFile(bytes: [0x1f, 0x8b, 8, 0, 0]) }
        try refuse("type 10", .unsupported) { _ = try IDXFile(bytes: [0, 0, 10, 0]) }
        try refuse("ends in its dimensions") { _ = try IDXFile(bytes: [0, 0, 8, 2, 0, 0, 0, 1, 0]) }
        try refuse("received 1 bytes; expected 2") { _ = try IDXFile(bytes: [0, 0, 8, 1, 0, 0, 0, 2, 7]) }
        try refuse("memory could hold") {
            _ = try IDXFile(bytes: [0, 0, 8, 3] + [UInt8](repeating: 0xff, count: 12))
        }
    }

    @Test func imagesInAllFourForms() throws {
        func pixels(_ bytes: [UInt8]) throws -> TensorValue { try NetpbmImage(bytes: bytes).pixels }
        #expect(
            try pixels(Array("P2 # a comment\n3\t2\n#another\n4\n0 1 2\n3 4 0\n".utf8))
                == TensorValue([0, 0.25, 0.5, 0.75, 1, 0] as [Float], shape: [2, 3, 1]))
        #expect(
            try pixels(Array("P3\n1 2\n255\n255 0 51 0 255 0".utf8))
                == TensorValue([1, 0, 0.2, 0, 1, 0] as [Float], shape: [2, 1, 3]))
        #expect(
            try pixels(Array("P5\n2 1\n255\n".utf8) + [10, 32])
                == TensorValue([Float(10) / 255, Float(32) / 255], shape: [1, 2, 1]))
        #expect(
            try pixels(Array("P6 1 1 1000 ".utf8) + [0, 250, 3, 232, 0, 0])
                == TensorValue([0.25, 1, 0] as [Float], shape: [1, 1, 3]))
        try refuse("no PGM or PPM") { _ = try pixels([]) }
        try refuse("`P4`") { _ = try pixels(Array("P4 1 1 0".utf8)) }
        try refuse("cut off") { _ = try pixels(Array("P5 2 2 255\n".utf8) + [1, 2, 3]) }
        try refuse("the end of the file") { _ = try pixels(Array("P5 1 1 255\n".utf8) + [1, 2]) }
        try refuse("values up to 100, not 101") { _ = try pixels(Array("P5 1 1 100\n".utf8) + [101]) }
        try refuse("from 0 to 15") { _ = try pixels(Array("P2 2 1 15 3 16".utf8)) }
        try refuse("from 1 to 65535") { _ = try pixels(Array("P2 2 1 0 3 1".utf8)) }
        try refuse("does not fill its size") { _ = try pixels(Array("P6 4294967295 4294967295 255\n".utf8)) }
        try refuse("the width") { _ = try pixels(Array("P6 99999999999 1 255\n".utf8)) }
    }
}
