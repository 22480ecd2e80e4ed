import Foundation
import Testing
import Verbatim
import VerbatimExamples

/// Data sets from files: what is read, and what is said of files that are wrong.
@Suite final class DataSourceTests {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "verbatim-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let path = URL(filePath: "\(folder)/\(name)")
        try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: path)
        return path.path()
    }

    private func refuse(_ says: String, _ body: () throws -> Void) throws {
        let error = try #require(throws: VerbatimError.self, "\(says)", performing: body)
        #expect(error.received != nil && error.expected != nil, "\(error)")
        #expect(error.description.contains(says) && !error.description.contains("\n"), "\(error)")
    }

    /// Inputs and targets of all samples.
    private func all(_ dataset: any Dataset) throws -> Batch {
        try dataset.batched(max(1, dataset.count)).batch(0, epoch: 0)
    }

    @Test func recordsReadOneByOneAreTheWholeFiles() throws {
        func records(_ count: Int, _ seed: Int) -> [UInt8] {
            var bytes: [UInt8] = []
            for record in 0..<count {
                bytes.append(UInt8((record + seed) % 10))
                for place in 0..<3_072 { bytes.append(UInt8((place * 7 + record * 31 + seed) % 256)) }
            }
            return bytes
        }
        for (number, count) in [3, 1, 2].enumerated() {
            _ = try write(records(count, number), "data_batch_\(number + 1).bin")
        }
        _ = try write(records(2, 9), "test_batch.bin")
        for (whole, single) in [
            (try CIFAR10.training(folder: folder), try CIFAR10Dataset.training(folder: folder)),
            (try CIFAR10.test(folder: folder), try CIFAR10Dataset.test(folder: folder)),
        ] {
            let batch = try all(single)
            #expect(try batch.inputs == [whole.images.value()] && batch.targets == [whole.labels.value()])
        }
        #expect(try CIFAR10Dataset.training(folder: folder).count == 6)
        let image = try CIFAR10Dataset.training(folder: folder).sample(4, epoch: 0)
        #expect(image.targets[0].array(of: Float.self).firstIndex(of: 1) == 2)
        // Pixel (0, 1) in green stands at byte 1 of the second plane.
        #expect(image.inputs[0].array(of: Float.self)[4] == Float((1_025 * 7 + 2) % 256) / 255)
        var bad = records(2, 0)
        bad[3_073] = 10
        let path = try write(bad, "bad.bin")
        try refuse("class 10 in record 1") { _ = try CIFAR10Dataset([path]).sample(1, epoch: 0) }
        let short = try write(Array(bad.dropLast()), "short.bin")
        try refuse("a multiple of 3073") { _ = try CIFAR10Dataset([short]) }
        try refuse("put data_batch_1.bin") { _ = try CIFAR10Dataset.training(folder: folder + "/none") }
    }

    @Test func mnistFiles() throws {
        let pixels = (0..<3 * 28 * 28).map { UInt8($0 % 256) }
        for (name, value) in [
            ("train-images-idx3-ubyte", try TensorValue(pixels, shape: [3, 28, 28])),
            ("train-labels.idx1-ubyte", try TensorValue([7, 0, 9] as [UInt8], shape: [3])),
        ] { _ = try write(try IDXFile(value).serialized(), name) }
        let training = try MNIST.training(folder: folder)
        let batch = try all(training)
        #expect(batch.inputs[0].type == TensorType([3, 28, 28, 1], .f32))
        #expect(batch.inputs[0].array(of: Float.self) == pixels.map { Float($0) / 255 })
        var classes = [Float](repeating: 0, count: 30)
        for place in [7, 10, 29] { classes[place] = 1 }
        #expect(batch.targets[0].array(of: Float.self) == classes)
        try refuse("put train-images-idx3-ubyte") { _ = try MNIST.test(folder: folder) }
        let labels = try write(try IDXFile(TensorValue([7, 10, 9] as [UInt8], shape: [3])).serialized(), "labels")
        try refuse("class 10 of image 1") { _ = try MNIST(images: folder + "/train-images-idx3-ubyte", labels: labels) }
        try refuse("n images and n labels") { _ = try MNIST(images: labels, labels: labels) }
    }

    @Test func tablesWithTypedColumns() throws {
        let text = """
            \u{FEFF}"sepal, length",width,"the ""kind""\"\r\n1.5,-2e1,setosa\r\n\r\n"0.1",3,"a ""b""\r\nc"\n.5,+4.,setosa
            """
        let path = try write(Array(text.utf8), "iris.csv")
        let table = try CSVDataset(
            contentsOf: path, inputs: [.number("sepal, length"), .number(1)], targets: [.category("the \"kind\"")])
        let batch = try all(table)
        #expect(batch.inputs[0] == (try TensorValue([1.5, -20, 0.1, 3, 0.5, 4] as [Float], shape: [3, 2])))
        #expect(batch.targets[0] == (try TensorValue([0, 1, 0] as [Int32], shape: [3])))
        #expect(table.targetClasses == [["setosa", "a \"b\"\r\nc"]])
        func read(_ text: String, header: Bool = true, _ inputs: [CSVColumn] = [.number("a")]) throws -> CSVDataset {
            try CSVDataset(bytes: Array(text.utf8), inputs: inputs, hasHeader: header)
        }
        let semicolons = try CSVDataset(
            bytes: Array("a;b\n1;2".utf8), inputs: [.integer("b")], separator: ";")
        #expect(try semicolons.sample(0, epoch: 0).inputs[0].array(of: Int32.self) == [2])
        #expect(try read("a,b\n").count == 0)
        #expect(
            try read("1,2\n3,4", header: false, [.integer(1), .integer(0)]).sample(1, epoch: 0).inputs[0].array(
                of: Int32.self) == [4, 3])
        let listed = try read("a\nno\nyes\n", [.category("a", ["yes", "no"])])
        #expect(try all(listed).inputs[0].array(of: Int32.self) == [1, 0])
        try refuse("on line 3; received `x`; expected a decimal number") { _ = try read("a\n1\nx\n") }
        try refuse("on line 4") { _ = try read("a,b\n1,\"x\ny\"\nz,2") }
        for bad in ["", "nan", "inf", "0x1p3", "1e999", "1 ", "1_0", "--1", "e"] {
            try refuse("a decimal number") { _ = try read("a,b\n\(bad),1") }
        }
        try refuse("a whole number") { _ = try read("a\n2147483648", [.integer("a")]) }
        try refuse("one of yes, no") { _ = try read("a\nmaybe", [.category("a", ["yes", "no"])]) }
        try refuse("on line 2; received 1; expected 2, as the header") { _ = try read("a,b\n1") }
        try refuse("on line 2; received 3; expected 2, as the first line") {
            _ = try read("1,2\n3,4,5", header: false, [.number(0)])
        }
        try refuse("one of a, b") { _ = try read("a,b\n1,2", [.number("c")]) }
        try refuse("or several") { _ = try read("a,a\n1,2") }
        try refuse("position 2") { _ = try read("a,b\n1,2", [.number(2)]) }
        try refuse("a quoted field does not end on line 2") { _ = try read("a\n\"1\n2\n") }
        try refuse("a quote stands inside") { _ = try read("a\n1\"2\"") }
        try refuse("goes on after its quote") { _ = try read("a\n\"1\"2") }
        try refuse("a carriage return stands alone on line 2") { _ = try read("a\n1\r2") }
        try refuse("an empty file") { _ = try read("\n\n") }
        try refuse("mix") { _ = try read("a,b\n1,2", [.number("a"), .integer("b")]) }
    }

    @Test func theDigitsAsATable() throws {
        let (images, labels) = Digits.load()
        let pixels = try images.array(of: Float.self), classes = try labels.array(of: Float.self)
        let lines: [String] = (0..<Digits.count).map { image in
            let row: [String] = pixels[image * 64..<(image + 1) * 64].map { String(Int($0 * 16)) }
            let name = (0..<10).first { classes[image * 10 + $0] == 1 }!
            return (row + [String(name)]).joined(separator: ",")
        }
        let path = try write(Array(lines.joined(separator: "\n").utf8), "digits.csv")
        let table = try CSVDataset(
            contentsOf: path, inputs: (0..<64).map { .number($0) }, targets: [.integer(64)], hasHeader: false)
        let oneHot = table.mapped(
            "scale", type: SampleType(inputs: [TensorType([8, 8, 1], .f32)], targets: [TensorType([10], .f32)])
        ) { sample, _ in
            let name = sample.targets[0].array(of: Int32.self)[0]
            sample.inputs[0] = try TensorValue(
                sample.inputs[0].array(of: Float.self).map { $0 / 16 }, shape: [8, 8, 1])
            sample.targets[0] = try TensorValue((0..<10).map { $0 == name ? 1 : 0 } as [Float], shape: [10])
        }
        let batch = try all(oneHot)
        #expect(try batch.inputs == [images.value()] && batch.targets == [labels.value()])
    }

    @Test func windowsOfAText() throws {
        for count in [0, 1, 3, 4, 5, 13] {
            for window in [1, 3, 4] {
                for stride in [1, 2, 4, 7] {
                    let bytes = (0..<count).map { UInt8($0 * 3) }
                    let text = try TextDataset(bytes: bytes, window: window, stride: stride)
                    let starts = Swift.stride(from: 0, to: max(0, count - window), by: stride).map { $0 }
                    #expect(text.count == starts.count)
                    for (index, start) in starts.enumerated() {
                        let sample = try text.sample(index, epoch: 0)
                        #expect(
                            sample.inputs[0].array(of: Int32.self) == bytes[start..<start + window].map { Int32($0) })
                        #expect(
                            sample.targets[0].array(of: Int32.self)
                                == bytes[start + 1..<start + window + 1].map { Int32($0) })
                    }
                }
            }
        }
        let path = try write(Array("äb🙂ab".utf8), "text.txt")
        let text = try TextDataset(contentsOf: path, tokens: .characters(nil), window: 4)
        let vocabulary = try #require(text.vocabulary)
        #expect(vocabulary.scalars == ["a", "b", "ä", "🙂"])
        #expect(text.count == 1)
        let sample = try text.sample(0, epoch: 0)
        #expect(sample.inputs[0].array(of: Int32.self) == [2, 1, 3, 0])
        #expect(vocabulary.text(sample.targets[0].array(of: Int32.self)) == "b🙂ab")
        #expect(try TextDataset(bytes: Array("ba".utf8), tokens: .characters(vocabulary), window: 1).count == 1)
        try refuse("U+63 at character 1") {
            _ = try TextDataset(bytes: Array("ac".utf8), tokens: .characters(vocabulary), window: 1)
        }
        try refuse("near byte 2") {
            _ = try TextDataset(bytes: [97, 98, 0xff, 97], tokens: .characters(nil), window: 1)
        }
        try refuse("window 0") { _ = try TextDataset(bytes: [97], window: 0) }
    }

    @Test func aFolderOfImages() throws {
        let files: [(String, [UInt8])] = [
            ("dog/b.pgm", Array("P5 2 1 255\n".utf8) + [1, 2]), ("dog/a.pgm", Array("P2 2 1 255 3 4".utf8)),
            ("Cat/1.pnm", Array("P5 2 1 255\n".utf8) + [5, 6]), ("README.txt", []), ("dog/.hidden", []),
        ]
        for (name, bytes) in files { _ = try write(bytes, "images/\(name)") }
        let images = try ImageFolder("\(folder)/images")
        #expect(images.classes == ["Cat", "dog"] && images.labels == [0, 1, 1])
        let batch = try all(images)
        #expect(batch.inputs[0] == (try TensorValue([5, 6, 3, 4, 1, 2].map { Float($0) / 255 }, shape: [3, 1, 2, 1])))
        #expect(batch.targets[0].array(of: Int32.self) == [0, 1, 1])
        _ = try write(Array("P5 1 1 255\n".utf8) + [1], "images/dog/c.pgm")
        try refuse("dog/c.pgm of [1, 1, 1]") { _ = try ImageFolder("\(folder)/images").sample(3, epoch: 0) }
        _ = try write([], "images/dog/c.pgm")
        try refuse("dog/c.pgm") { _ = try ImageFolder("\(folder)/images").sample(3, epoch: 0) }
        _ = try write([], "images/dog/d.jpg")
        try refuse("dog/d.jpg") { _ = try ImageFolder("\(folder)/images") }
        try refuse("a folder for each class") { _ = try ImageFolder("\(folder)/images/dog") }
        try refuse("cannot be read") { _ = try ImageFolder("\(folder)/none") }
    }

    @Test func namedTensorsOfFiles() throws {
        let (x, y) = Fixtures.images(5)
        try NumPyArchive([.init("x", x.value()), .init("y", y.value())]).write(to: "\(folder)/data.npz")
        try SafetensorsFile([.init("x", x.value()), .init("y", y.value())]).write(to: "\(folder)/data.safetensors")
        for path in ["\(folder)/data.npz", "\(folder)/data.safetensors"] {
            let batch = try all(ArrayDataset(contentsOf: path, inputs: ["x"], targets: ["y"]))
            #expect(try batch.inputs == [x.value()] && batch.targets == [y.value()])
            try refuse("received z; expected one of x, y") { _ = try ArrayDataset(contentsOf: path, inputs: ["z"]) }
        }
        try refuse(".npz or .safetensors") { _ = try ArrayDataset(contentsOf: "data.bin", inputs: ["x"]) }
    }

    @Test func knownDataIsToldByItsDigest() throws {
        let known = KnownData(
            name: "abc",
            files: [
                .init(
                    name: "abc.txt", byteCount: 3,
                    // FIPS 180-2, appendix B.1.
                    digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            ], source: "a page")
        try refuse("put abc.txt there, from a page") { try known.check(folder: folder) }
        _ = try write(Array("abc".utf8), "abc.txt")
        try known.check(folder: folder)
        _ = try write(Array("abd".utf8), "abc.txt")
        try refuse("fetch it again from a page") { try known.check(folder: folder) }
        _ = try write(Array("abcd".utf8), "abc.txt")
        try refuse("another size than 3 bytes") { try known.check(folder: folder) }
        #expect(KnownData.recognized(in: folder).isEmpty)
        #expect(KnownData.all.map(\.name) == ["cifar10", "digits", "mnist", "tinyshakespeare"])
        #expect(
            KnownData.all.flatMap(\.files).allSatisfy { file in
                file.digest.count == 64 && file.digest.allSatisfy { $0.isHexDigit && !$0.isUppercase }
            })
        try refuse("put data_batch_1.bin there") { try KnownData.named("cifar10").check(folder: folder) }
        try refuse("cifar10, digits, mnist, tinyshakespeare") { _ = try KnownData.named("imagenet") }
    }
}
