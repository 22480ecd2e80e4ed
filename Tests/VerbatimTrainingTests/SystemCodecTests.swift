import Foundation
import Testing
import Verbatim

/// gzip and PNG: read by the system's libraries under the trait `SystemCodecs`, refused with its name without.
///
/// The files were written by a program in Python that shares nothing but zlib with what reads them here.
@Suite final class SystemCodecTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func bytes(_ base64: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: base64))) }

    private func write(_ base64: String, _ name: String) throws -> String {
        let path = URL(filePath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Self.bytes(base64)).write(to: path)
        return path.path()
    }

    private func refuse(_ says: String, _ body: () throws -> Void) throws {
        let error = try #require(throws: VerbatimError.self, "\(says)", performing: body)
        #expect(error.received != nil && error.expected != nil, "\(error)")
        #expect(error.description.contains(says) && !error.description.contains("\n"), "\(error)")
    }

    /// `abc`.
    private static let letters = "H4sIAAAAAAACA0tMSgYAwkEkNQMAAAA="
    /// Two members.
    private static let members =
        "H4sIAAAAAAACA0vLLCou0VEAAATPzvEHAAAAH4sIAAAAAAACAytOTc7PS+EqHgwUAM/dmNKMAAAA"
    /// An IDX file of [2, 2, 2] bytes.
    private static let images = "H4sIAAAAAAACA2Ng4GBmYGBggmFGJmYWVjZ2DgBlNOKhGAAAAA=="
    /// An IDX file of 2 bytes.
    private static let labels = "H4sIAAAAAAACA2Ng4GBkYGBgYmcGAGRr1EMKAAAA"

    #if SystemCodecs
        @Test func packedFilesAreReadLikeOthers() throws {
            #expect(SystemCodecs.areAvailable)
            let members = try Self.bytes(Self.members)
            let text = Array(("first, " + String(repeating: "second\n", count: 20)).utf8)
            #expect(try GzipFile(bytes: members).contents == text)
            for place in 0..<members.count {
                for bit in 0..<8 {
                    var damaged = members
                    damaged[place] ^= 1 << UInt8(bit)
                    // A header's time and system are not looked at.
                    let contents = try? GzipFile(bytes: damaged).contents
                    #expect(contents == nil || contents == text, "byte \(place), bit \(bit)")
                }
            }
            let ends = (0..<members.count).filter { (try? GzipFile(bytes: Array(members[..<$0]))) != nil }
            #expect(ends == [27], "only the first member is whole")
            try refuse("a gzip file cannot be unpacked") { _ = try GzipFile(bytes: members + [0]) }
            _ = try write(Self.images, "train-images-idx3-ubyte.gz")
            _ = try write(Self.labels, "train-labels-idx1-ubyte.gz")
            let samples = try MNIST.training(folder: folder).batched(2).batch(0, epoch: 0)
            #expect(samples.inputs[0].array(of: Float.self) == (1...8).map { Float($0) / 255 })
            let classes = samples.targets[0].array(of: Float.self)
            #expect(classes.indices.filter { classes[$0] == 1 } == [7, 13])
        }

        @Test func packedKnownDataIsTold() throws {
            let known = KnownData(
                name: "abc",
                files: [
                    .init(
                        name: "abc.txt", byteCount: 3,
                        // FIPS 180-2, appendix B.1.
                        digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                ], source: "a page")
            _ = try write(Self.letters, "abc.txt.gz")
            try known.check(folder: folder)
            _ = try write(Self.images, "abc.txt.gz")
            try refuse("another size than 3 bytes") { try known.check(folder: folder) }
        }

        struct Picture: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let shape: [Int]
            let value: @Sendable (_ row: Int, _ column: Int, _ channel: Int) -> Float
            let base64: String

            init(
                _ name: String, _ shape: [Int], _ value: @escaping @Sendable (Int, Int, Int) -> Float, _ base64: String
            ) {
                (testDescription, self.shape, self.value, self.base64) = (name, shape, value, base64)
            }

            static func levels(_ count: Int) -> @Sendable (Int, Int, Int) -> Float {
                { Float(($0 * 37 + $1 * 11 + $2 * 101 + $0 * $1) % count) / Float(count - 1) }
            }

            @Sendable static func wide(_ row: Int, _ column: Int, _ channel: Int) -> Float {
                Float((row * 9_377 + column * 2_311 + channel * 30_011) % 65_536) / 65_535
            }

            /// Entry i of the palette is (60 i, 60 i + 20, 60 i + 40).
            @Sendable static func palette(_ row: Int, _ column: Int, _ channel: Int) -> Float {
                Float(((row * 37 + column * 11 + row * column) % 4 * 3 + channel) * 20) / 255
            }

            static let all: [Picture] = [
                Picture(
                    "gray, 8 bits", [6, 5, 1], levels(256),
                    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAGCAAAAAAukAuXAAAAFElEQVR42mNg4BZT1GFU5QECJlU1dQ1N"
                        + "ZtQEZMAAAAAVSURBVC8paWkZFlV+IGDYefLmy58AQmcG5fj+GZoAAAAASUVORK5CYII="),
                Picture(
                    "gray, 1 bit", [3, 11, 1], levels(2),
                    "iVBORw0KGgoAAAANSUhEUgAAAAsAAAADAQAAAABthMjmAAAACElEQVR42mMIdWD8/6FjZy4AAAAJSURB"
                        + "VJApLAEADggDLyDtQkwAAAAASUVORK5CYII="),
                Picture(
                    "gray, 4 bits, interlaced", [9, 9, 1], levels(16),
                    "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJBAAAAAF3DYRbAAAAJUlEQVR42gFAAL//AAgBgADAAUAAQMAA"
                        + "YgEuArwApOggAeBEPACxfQFxxlC7bAAAACZJREFURALASAPZPgTASABR2VHZUAH9vLy8vwKc4CRooAPp"
                        + "EjRGcIpUFyJogtuLAAAAAElFTkSuQmCC"),
                Picture(
                    "gray, 16 bits", [4, 3, 1], wide,
                    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAAEEAAAAAA+1gaYAAAAEUlEQVR42mNgYOBkF+JjVFnIyc7JzrbK"
                        + "Zm4AAAARSURBVKS6EASZPQ+Jh4iHAAA0jwVPw/LWOQAAAABJRU5ErkJggg=="),
                Picture(
                    "colors, with a gamma of 1", [5, 4, 3], levels(256),
                    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAFCAIAAADtz9qMAAAABGdBTUEAAYagMeiWXwAAABxJREFUeNpj"
                        + "YEg9xV1wVaz6gWLba0bVrvc8MMCkqqqqpt9BeS0AAAAcSURBVKamrq6uoaHB7FWrLyUlJQ0GLEAZfhgA"
                        + "AAsHDEE/6bu0AAAAAElFTkSuQmCC"),
                Picture(
                    "colors, 16 bits, interlaced", [5, 5, 3], wide,
                    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFEAIAAAElml1nAAAASUlEQVR42mNgYCi1flXGoCIzM5xvEsOk"
                        + "Fvb9Nb+2LdC+vVCMQYiv3fNPC+OSSZJn+zkYPJ321RrviA640O16LDfu0czwKwyc7HVOn2ulh/QDUwAA"
                        + "AEpJREFURScEsHYzBnkeb7HZL8QHgkyeTp5OXk4QkkFl4cw7/OK6KxY9lpAzW7/6laKq/bYtH7V0PPbu"
                        + "/WFszJj7+LFcRCQnO3YIAIbSNIj96QtjAAAAAElFTkSuQmCC"),
                Picture(
                    "gray and alpha", [3, 3, 2], levels(256),
                    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAADCAQAAAD8IX00AAAADUlEQVR42mNgSOUuEKtmVO3i6a+MVgAA"
                        + "AA5JREFUAQImVVU1NXV1ACWyAzjNjjDbAAAAAElFTkSuQmCC"),
                Picture(
                    "colors and alpha", [2, 3, 4], levels(256),
                    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAADklEQVR42mNgSD2lz11w1Uqs+jrNxtUA"
                        + "AAAPSURBVIEro2rX+xAeKAAAbQkG8hNqZ6kAAAAASUVORK5CYII="),
                Picture(
                    "palette of 2 bits", [4, 5, 3], palette,
                    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAEAgMAAAA7XR3TAAAADFBMVEUAFCg8UGR4jKC0yNwFizVCAAAA"
                        + "CklEQVR42mOwZGAMfc0UQkE6hQAAAApJREFU48DcKgQAD5oCsy2EgBsAAAAASUVORK5CYII="),
            ]
        }

        @Test(arguments: Picture.all) func picturesHoldTheirNumbers(picture: Picture) throws {
            let bytes = try Self.bytes(picture.base64)
            let pixels = try PNGImage(bytes: bytes).pixels
            #expect(pixels.shape == picture.shape)
            let expected = (0..<picture.shape[0]).flatMap { row in
                (0..<picture.shape[1]).flatMap { column in
                    (0..<picture.shape[2]).map { picture.value(row, column, $0) }
                }
            }
            #expect(pixels.array(of: Float.self).map(\.bitPattern) == expected.map(\.bitPattern))
            for place in 0..<bytes.count {
                for bit in 0..<8 {
                    var damaged = bytes
                    damaged[place] ^= 1 << UInt8(bit)
                    // Chunks that change no number are not looked at.
                    let other = try? PNGImage(bytes: damaged).pixels
                    #expect(other == nil || other == pixels, "byte \(place), bit \(bit)")
                }
            }
        }

        @Test func picturesThatAreRefused() throws {
            let wide =
                "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACEAYAAAAiJtFnAAAAE0lEQVR42mNgYGBIZTjFqM/AzVDAcJXR"
                + "JUn2KgAAABNJREFUipFBlaGL4T1jCAMPBAIAXaUFD9r2D6sAAAAASUVORK5CYII="
            try refuse("16 bits and an alpha channel") { _ = try PNGImage(bytes: Self.bytes(wide)) }
            let bytes = try Self.bytes(Picture.all[0].base64)
            for count in 0..<bytes.count {
                #expect(throws: VerbatimError.self) { try PNGImage(bytes: Array(bytes[..<count])) }
            }
            // A size that the packed bytes cannot fill takes no memory.
            var huge = bytes
            for place in 16..<24 { huge[place] = 0x7f }
            try refuse("packed bytes") { _ = try PNGImage(bytes: huge) }
        }

        @Test func aFolderOfPictures() throws {
            let picture = Picture.all[0]
            for name in ["cat/a", "dog/b"] { _ = try write(picture.base64, "pictures/\(name).png") }
            let pictures = try ImageFolder("\(folder)/pictures")
            #expect(pictures.count == 2 && pictures.sampleType.inputs[0].shape == picture.shape)
            let pixels = try PNGImage(bytes: Self.bytes(picture.base64)).pixels
            #expect(try pictures.sample(1, epoch: 0).inputs == [pixels])
        }
    #else
        @Test func withoutTheTraitTheErrorNamesIt() throws {
            #expect(!SystemCodecs.areAvailable)
            _ = try write(Self.images, "train-images-idx3-ubyte.gz")
            _ = try write(Self.labels, "train-labels-idx1-ubyte.gz")
            try refuse("--traits SystemCodecs") { _ = try MNIST.training(folder: folder) }
            try refuse("train-images-idx3-ubyte.gz") { _ = try MNIST.training(folder: folder) }
            try refuse("gunzip") { _ = try GzipFile(bytes: Self.bytes(Self.members)) }
            let table = try write(Self.letters, "table.csv")
            try refuse("gunzip") { _ = try CSVDataset(contentsOf: table, inputs: [.number(0)]) }
            _ = try write("iVBORw0KGgo=", "pictures/cat/a.png")
            try refuse("--traits SystemCodecs") { _ = try ImageFolder("\(folder)/pictures") }
        }
    #endif
}
