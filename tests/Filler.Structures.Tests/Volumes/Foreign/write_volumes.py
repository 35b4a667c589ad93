"""Writes volumes with other programs' libraries, and beside each what their own readers see: <case>.f32 (x fastest) and <case>.json."""
import json, os, shutil, subprocess, sys

try:
    import h5py, mrcfile, numpy as np, tifffile, zarr
    from numcodecs import Blosc, GZip, LZ4, Zlib, Zstd
except ImportError as e:
    print(e, file=sys.stderr)
    sys.exit(77)
# Debian calls it teem-unu.
unu = shutil.which("unu") or shutil.which("teem-unu")
if unu is None:
    print("unu (package teem-apps) is missing", file=sys.stderr)
    sys.exit(77)

out = sys.argv[1]
random = np.random.default_rng(1)


def volume(dtype, shape=(5, 37, 52)):
    # Smooth with steps and noise: compresses, and uses the type's range.
    z, y, x = np.indices(shape)
    v = 60 + 40 * np.sin(x / 7 + z) * np.cos(y / 5) + random.integers(0, 20, shape)
    kind = np.dtype(dtype)
    if kind.kind == "i":
        v = v - 100
    if kind.itemsize > 1:
        v = v * 200
    return v.astype(dtype)


def case(name, path, values, voxel=(0, 0, 0), dataset=None, read=None):
    seen = values if read is None else np.asarray(read)
    assert seen.shape == values.shape, name
    seen.astype("<f4").tofile(os.path.join(out, name + ".f32"))
    z, y, x = values.shape
    with open(os.path.join(out, name + ".json"), "w") as f:
        json.dump({"path": path, "x": x, "y": y, "z": z, "voxel": voxel, "dataset": dataset}, f)


def at(name):
    return os.path.join(out, name)


for dtype in ["u1", "i1", "<u2", ">u2", "<i2", ">i2", "<f4", ">f4"]:
    for big in (False, True):
        n = f"tiff-{dtype.replace('<', 'little-').replace('>', 'big-')}{'-bigtiff' if big else ''}"
        v = volume(dtype)
        order = ">" if dtype[0] == ">" else "<"
        with tifffile.TiffWriter(at(n + ".tif"), bigtiff=big, byteorder=order) as w:
            for page in v:
                w.write(page.astype(page.dtype.newbyteorder("=")), photometric="minisblack", contiguous=False)
        case(n, n + ".tif", v, read=tifffile.imread(at(n + ".tif"), key=range(len(v))))
for compression in ["deflate", "lzw", "packbits"]:
    for dtype in ["u1", "<u2", "<f4"]:
        for tile in (None, (16, 32)):
            n = f"tiff-{compression}-{dtype.strip('<')}{'-tiled' if tile else ''}"
            v = volume(dtype)
            try:
                tifffile.imwrite(at(n + ".tif"), v, compression=compression, tile=tile, photometric="minisblack", predictor=None)
            except Exception as e:  # a Debian without imagecodecs writes only some of them
                print("not written:", n, e)
                continue
            case(n, n + ".tif", v)
v = volume("<u2")
tifffile.imwrite(at("tiff-bigtiff-deflate.tif"), v, bigtiff=True, compression="deflate", photometric="minisblack")
case("tiff-bigtiff-deflate", "tiff-bigtiff-deflate.tif", v)
tifffile.imwrite(at("tiff-big-endian-deflate.tif"), v, byteorder=">", compression="deflate", photometric="minisblack")
case("tiff-big-endian-deflate", "tiff-big-endian-deflate.tif", v)
tifffile.imwrite(at("imagej.tif"), v, imagej=True, resolution=(1 / 0.004, 1 / 0.005), metadata={"spacing": 0.01, "unit": "um", "axes": "ZYX"})
case("imagej", "imagej.tif", v, (4, 5, 10))
tifffile.imwrite(at("ome.ome.tif"), v, metadata={"axes": "ZYX", "PhysicalSizeX": 3, "PhysicalSizeXUnit": "nm", "PhysicalSizeY": 3, "PhysicalSizeYUnit": "nm", "PhysicalSizeZ": 0.012, "PhysicalSizeZUnit": "µm"})
case("ome", "ome.ome.tif", v, (3, 3, 12))
os.makedirs(at("stack"), exist_ok=True)
v = volume("u1", (12, 20, 30))
for i, page in enumerate(v):
    tifffile.imwrite(at(f"stack/slice_{i}.tif"), page)
case("stack-folder", "stack", v)
case("stack-pattern", "stack/slice_*.tif", v)

for mode, dtype in {0: "i1", 1: "i2", 2: "f4", 6: "u2"}.items():
    v = volume(dtype)
    with mrcfile.new(at(f"mode{mode}.mrc"), overwrite=True) as m:
        m.set_data(v)
        m.voxel_size = (20, 20, 50)
    case(f"mrc-{mode}", f"mode{mode}.mrc", v, (2, 2, 5), read=mrcfile.read(at(f"mode{mode}.mrc")))

for dtype in ["u1", "<i2", ">u2", "<f4", ">f8", "<i4", "<u4", "<i8"]:
    n = "npy-" + dtype.replace("<", "little-").replace(">", "big-")
    v = volume(dtype)
    np.save(at(n + ".npy"), v)
    case(n, n + ".npy", v)
v = np.asfortranarray(volume("<u2"))
np.save(at("npy-fortran.npy"), v)
case("npy-fortran", "npy-fortran.npy", v)

for dtype in ["u1", "<i2", ">u2", "<f4", ">f8", "<i4"]:
    for chunks, filters in [(None, {}), ((2, 16, 16), {}), ((4, 10, 50), {"compression": "gzip", "shuffle": True})]:
        n = f"hdf5-{dtype.replace('<', 'little-').replace('>', 'big-')}-{'contiguous' if chunks is None else 'gzip' if filters else 'chunked'}"
        v = volume(dtype)
        with h5py.File(at(n + ".h5"), "w") as f:
            d = f.create_dataset("group/volume", data=v, chunks=chunks, **filters)
            d.attrs["element_size_um"] = [0.01, 0.004, 0.004]
            f["other"] = np.arange(3)
            if filters:
                f["second"] = v
        case(n, n + ".h5", v, (4, 4, 10), dataset="/group/volume" if filters else None)

for name, compressor in {"none": None, "zlib": Zlib(3), "gzip": GZip(3), "zstd": Zstd(3), "lz4": LZ4(), "blosc-lz4": Blosc("lz4", 5, Blosc.SHUFFLE),
                         "blosc-zstd": Blosc("zstd", 5, Blosc.SHUFFLE), "blosc-zlib": Blosc("zlib", 5, Blosc.NOSHUFFLE)}.items():
    for dtype in ["u1", "<u2", ">f4"]:
        n = f"zarr-{name}-{dtype.replace('<', 'little-').replace('>', 'big-')}"
        v = volume(dtype, (9, 70, 90))
        group = zarr.open_group(at(n + ".zarr"), mode="w")
        group.create_dataset("0", data=v, chunks=(4, 32, 64), compressor=compressor, dimension_separator="/")
        group.create_dataset("1", data=v[::2, ::2, ::2], chunks=(4, 32, 64), compressor=compressor)
        group.attrs["multiscales"] = [{"version": "0.4", "axes": [{"name": a, "type": "space", "unit": "nanometer"} for a in "zyx"], "datasets": [
            {"path": p, "coordinateTransformations": [{"type": "scale", "scale": [10 * s, 4 * s, 4 * s]}]} for p, s in (("0", 1), ("1", 2))]}]
        case(n, n + ".zarr", v, (4, 4, 10))
        case(n + "-coarse", n + ".zarr", np.ascontiguousarray(v[::2, ::2, ::2]), (8, 8, 20), dataset="1")

# teem's own tool writes NRRD.
for dtype, name in {"u1": "uchar", "<i2": "short", "<f4": "float", "<f8": "double"}.items():
    for encoding in ["raw", "gzip"]:
        for endian in ["little", "big"]:
            v = volume(dtype)
            z, y, x = v.shape
            v.tofile(at("plain.bin"))
            n = f"nrrd-{name}-{encoding}-{endian}"
            make = subprocess.run([unu, "make", "-i", at("plain.bin"), "-t", name, "-s", str(x), str(y), str(z), "-sp", "4", "4", "10",
                                   "-e", "raw", "-en", "little", "-o", at("made.nrrd")], check=True, capture_output=True)
            subprocess.run([unu, "save", "-f", "nrrd", "-e", encoding, "-en", endian, "-i", at("made.nrrd"), "-o", at(n + ".nrrd")], check=True, capture_output=True)
            case(n, n + ".nrrd", v)
