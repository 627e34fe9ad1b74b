"""The child process for HEIC and AVIF: the one program that loads their decoders.

They are large and young, and most photos are JPEGs, whose child starts a third faster without.
"""

from pi_heif import register_heif_opener
from PIL import AvifImagePlugin

from reports.photos import images

if __name__ == "__main__":
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=0)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    images.main()
